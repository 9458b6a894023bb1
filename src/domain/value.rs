//! What a field of the record holds, and how a Rust type becomes one.
//!
//! Four kinds are enough: nothing, a whole number, text, an identifier. Dates and times are ISO text, words of
//! the field's vocabulary are text, lists are JSON text. [`Field`] is the bridge; [`words!`](crate::words) makes
//! an enum of fixed words that is one. Text never shows in `Debug`: an edit may be about a person.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::id::Id;
use super::private::Private;

/// The content of one field.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Value {
    /// Not known, not given, or the row does not exist.
    #[default]
    Null,
    /// A count, a flag (0 or 1) or a position.
    Int(i64),
    /// Text, a word, a date or JSON.
    Text(String),
    /// Another row.
    Id {
        /// Which row.
        id: Uuid,
    },
}

impl Value {
    /// A reference to a row.
    pub const fn id(id: Uuid) -> Self {
        Self::Id { id }
    }
}

impl fmt::Debug for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => formatter.write_str("-"),
            Self::Int(number) => write!(formatter, "{number}"),
            Self::Text(_) => formatter.write_str("…"),
            Self::Id { id } => write!(formatter, "{id}"),
        }
    }
}

/// How a field is kept in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A whole number.
    Int,
    /// Text.
    Text,
    /// The sixteen bytes of an identifier.
    Id,
}

/// A type that can stand in a field of the record.
pub trait Field: Sized {
    /// How it is kept.
    const KIND: Kind;

    /// The value to store.
    fn to_value(&self) -> Value;

    /// Reads a stored value; `None` when it does not fit, which means damage or a newer program.
    fn from_value(value: &Value) -> Option<Self>;
}

impl<T: Field> Field for Option<T> {
    const KIND: Kind = T::KIND;

    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, Field::to_value)
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Null => Some(None),
            given => T::from_value(given).map(Some),
        }
    }
}

impl<T> Field for Id<T> {
    const KIND: Kind = Kind::Id;

    fn to_value(&self) -> Value {
        Value::id(self.uuid())
    }

    fn from_value(value: &Value) -> Option<Self> {
        Uuid::from_value(value).map(Self::new)
    }
}

impl Field for Uuid {
    const KIND: Kind = Kind::Id;

    fn to_value(&self) -> Value {
        Value::id(*self)
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Id { id } => Some(*id),
            _ => None,
        }
    }
}

impl Field for i64 {
    const KIND: Kind = Kind::Int;

    fn to_value(&self) -> Value {
        Value::Int(*self)
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Int(number) => Some(*number),
            _ => None,
        }
    }
}

macro_rules! narrow_number {
    ($($number:ty),*) => {$(
        impl Field for $number {
            const KIND: Kind = Kind::Int;

            fn to_value(&self) -> Value {
                Value::Int(i64::from(*self))
            }

            fn from_value(value: &Value) -> Option<Self> {
                i64::from_value(value)?.try_into().ok()
            }
        }
    )*};
}
narrow_number!(u8, u16, u32);

impl Field for bool {
    const KIND: Kind = Kind::Int;

    fn to_value(&self) -> Value {
        Value::Int(i64::from(*self))
    }

    fn from_value(value: &Value) -> Option<Self> {
        i64::from_value(value).map(|number| number != 0)
    }
}

impl Field for String {
    const KIND: Kind = Kind::Text;

    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }

    fn from_value(value: &Value) -> Option<Self> {
        match value {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }
}

impl Field for Private {
    const KIND: Kind = Kind::Text;

    fn to_value(&self) -> Value {
        Value::Text(self.reveal().to_owned())
    }

    fn from_value(value: &Value) -> Option<Self> {
        String::from_value(value).map(Self::from)
    }
}

macro_rules! iso_text {
    ($($moment:ty),*) => {$(
        impl Field for $moment {
            const KIND: Kind = Kind::Text;

            fn to_value(&self) -> Value {
                Value::Text(self.to_string())
            }

            fn from_value(value: &Value) -> Option<Self> {
                String::from_value(value)?.parse().ok()
            }
        }
    )*};
}
iso_text!(Date, Time, DateTime, Timestamp);

/// A list or structure kept as JSON in one field: for what is always read whole.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Json<T>(pub T);

impl<T> fmt::Debug for Json<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("…")
    }
}

impl<T: Serialize + DeserializeOwned> Field for Json<T> {
    const KIND: Kind = Kind::Text;

    fn to_value(&self) -> Value {
        serde_json::to_string(&self.0).map_or(Value::Null, Value::Text)
    }

    fn from_value(value: &Value) -> Option<Self> {
        serde_json::from_str(&String::from_value(value)?).ok().map(Self)
    }
}

/// Declares an enum whose variants are fixed words of the field: stored, typed and printed as those words.
#[macro_export]
macro_rules! words {
    ($(#[$outer:meta])* pub enum $name:ident { $($(#[$inner:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$outer])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$inner])* $variant,)+ }

        impl $name {
            /// Every word, in the order in which they are shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word as stored and shown.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)+ }
            }

            /// Reads the word back, hyphens allowed for spaces; `None` for anything else.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|known| {
                    known.word().eq_ignore_ascii_case(word) || known.word().replace(' ', "-").eq_ignore_ascii_case(word)
                })
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.pad(self.word())
            }
        }

        impl $crate::domain::value::Field for $name {
            const KIND: $crate::domain::value::Kind = $crate::domain::value::Kind::Text;

            fn to_value(&self) -> $crate::domain::value::Value {
                $crate::domain::value::Value::Text(self.word().to_owned())
            }

            fn from_value(value: &$crate::domain::value::Value) -> Option<Self> {
                match value {
                    $crate::domain::value::Value::Text(word) => Self::parse(word),
                    _ => None,
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let word = <String as serde::Deserialize>::deserialize(deserializer)?;
                Self::parse(&word).ok_or_else(|| serde::de::Error::custom(format!("unknown word `{word}`")))
            }
        }
    };
}

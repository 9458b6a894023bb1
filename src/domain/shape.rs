//! The shape of the record: which tables hold it and what their fields are.
//!
//! A row type is declared once, with [`record_row!`](crate::record_row); from that one declaration come the struct, its reading
//! and writing, the database table, and the check that replay gives the same table. Nothing here knows SQL.

use std::fmt;

use uuid::Uuid;

use super::value::{Kind, Value};

/// Whose text a table's rows are: decides the part of an entry that an edit goes into, and so what an erasure
/// takes away.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Nobody in particular: meetings, agencies, settings.
    Nobody,
    /// The row is itself the person or case.
    Itself,
    /// The person or case named in this field. It is set when the row is added and never moves.
    The(&'static str),
}

/// One field of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldShape {
    /// Name of the field, and of the database column.
    pub name: &'static str,
    /// How it is kept.
    pub kind: Kind,
    /// Whether rules and screens look rows up by it.
    pub indexed: bool,
}

/// One table of the record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TableShape {
    /// Name of the table, also in entries.
    pub name: &'static str,
    /// Whose text it holds.
    pub about: About,
    /// The series its rows are numbered in and the field that holds the number, where a number is asked for often among
    /// many: the highest of a series is found without reading the series.
    pub numbered: Option<(&'static str, &'static str)>,
    /// Fields after the identifier, in order.
    pub fields: &'static [FieldShape],
}

impl TableShape {
    /// Position of a field, `None` when the table has none of that name.
    pub fn position(&self, field: &str) -> Option<usize> {
        self.fields.iter().position(|known| known.name == field)
    }
}

/// One row as values, in the order of its table's fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its table.
    pub table: &'static TableShape,
    /// Its identifier.
    pub id: Uuid,
    /// One value per field.
    pub values: Vec<Value>,
}

impl Row {
    /// The value of a field; nothing for an unknown field.
    pub fn value(&self, field: &str) -> &Value {
        self.table.position(field).and_then(|at| self.values.get(at)).unwrap_or(&Value::Null)
    }

    /// The person or case whose text this row is.
    pub fn subject(&self) -> Option<Uuid> {
        match self.table.about {
            About::Nobody => None,
            About::Itself => Some(self.id),
            About::The(field) => match self.value(field) {
                Value::Id { id } => Some(*id),
                _ => None,
            },
        }
    }
}

/// A stored value that does not fit its field: damage, or a newer program wrote it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadRow {
    /// Table of the row.
    pub table: &'static str,
    /// Field that does not fit.
    pub field: &'static str,
    /// Which row.
    pub id: Uuid,
}

impl fmt::Display for BadRow {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "field `{}` of {} {} holds a value this program does not know",
            self.field, self.table, self.id
        )
    }
}

impl std::error::Error for BadRow {}

/// A Rust type that is a row of the record.
pub trait Stored: Sized + Clone {
    /// Its table.
    const SHAPE: &'static TableShape;

    /// Its identifier.
    fn row_id(&self) -> Uuid;

    /// Reads it from values.
    ///
    /// # Errors
    /// [`BadRow`] names the first field that does not fit.
    fn from_row(row: &Row) -> Result<Self, BadRow>;

    /// Its values, in the order of the table's fields.
    fn to_row(&self) -> Row;
}

/// Whether a list of field names holds one; for the declarations, which are constants.
#[expect(
    clippy::indexing_slicing,
    reason = "constant evaluation has no iterators; the bounds are the loops'"
)]
pub const fn names(list: &[&str], name: &str) -> bool {
    let name = name.as_bytes();
    let mut at = 0;
    while at < list.len() {
        let known = list[at].as_bytes();
        let mut same = known.len() == name.len();
        let mut byte = 0;
        while same && byte < name.len() {
            same = known[byte] == name[byte];
            byte += 1;
        }
        if same {
            return true;
        }
        at += 1;
    }
    false
}

/// Declares a row type of the record:
/// `pub struct Name in "table" about WHOM by [fields looked up] { field: Type, ... }`, where `WHOM` is `nobody`,
/// `itself` or the field naming the person or case whose text the row is.
#[macro_export]
macro_rules! record_row {
    (@about nobody) => { $crate::domain::shape::About::Nobody };
    (@about itself) => { $crate::domain::shape::About::Itself };
    (@numbered) => { None };
    (@numbered $number:ident $series:ident) => { Some((stringify!($series), stringify!($number))) };
    (@names [$($by:ident),*]) => { [$(stringify!($by)),*] };
    (@about $field:ident) => { $crate::domain::shape::About::The(stringify!($field)) };
    (
        $(#[$outer:meta])*
        pub struct $name:ident in $table:literal about $about:ident by $by:tt $(numbered $number:ident in $series:ident)? {
            $($(#[$inner:meta])* $field:ident : $kind:ty,)+
        }
    ) => {
        $(#[$outer])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name {
            /// Its identifier.
            pub id: $crate::domain::id::Id<$name>,
            $($(#[$inner])* pub $field: $kind,)+
        }

        impl $crate::domain::shape::Stored for $name {
            const SHAPE: &'static $crate::domain::shape::TableShape = &$crate::domain::shape::TableShape {
                name: $table,
                about: $crate::record_row!(@about $about),
                numbered: $crate::record_row!(@numbered $($number $series)?),
                fields: &[$($crate::domain::shape::FieldShape {
                    name: stringify!($field),
                    kind: <$kind as $crate::domain::value::Field>::KIND,
                    indexed: $crate::domain::shape::names(&$crate::record_row!(@names $by), stringify!($field)),
                },)+],
            };

            fn row_id(&self) -> uuid::Uuid {
                self.id.uuid()
            }

            fn from_row(row: &$crate::domain::shape::Row) -> Result<Self, $crate::domain::shape::BadRow> {
                Ok(Self {
                    id: $crate::domain::id::Id::new(row.id),
                    $($field: <$kind as $crate::domain::value::Field>::from_value(row.value(stringify!($field)))
                        .ok_or($crate::domain::shape::BadRow {
                            table: $table, field: stringify!($field), id: row.id,
                        })?,)+
                })
            }

            fn to_row(&self) -> $crate::domain::shape::Row {
                $crate::domain::shape::Row {
                    table: Self::SHAPE,
                    id: self.id.uuid(),
                    values: vec![$($crate::domain::value::Field::to_value(&self.$field),)+],
                }
            }
        }
    };
}

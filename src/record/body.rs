//! What a part of an entry looks like on disk: compact JSON, compressed, salted and digested.
//!
//! Edits of one row stand together: `[["table", "id", [["field", was, now], …]], …]`; an identifier is a list
//! of one, so that it is not taken for text. The length of the text stands before it, in four bytes. The salt keeps an erased text from being guessed by its digest.

use std::borrow::Cow;
use std::fmt;

use flate2::{Compress, Compression, Decompress, FlushCompress, FlushDecompress, Status};
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::error::RecordError;
use crate::domain::entry::Edit;
use crate::domain::value::Value;

/// A digest of the chain.
pub type Hash = [u8; 32];

/// The most that compression can shrink a text; a body that claims more is none.
const MOST_STRETCH: usize = 1100;

/// Length of a part's salt, in bytes.
pub const SALT: usize = 16;

#[derive(Serialize, Deserialize)]
struct RowEdits<'text>(#[serde(borrow)] Cow<'text, str>, Uuid, #[serde(borrow)] Vec<FieldEdit<'text>>);

#[derive(Serialize, Deserialize)]
struct FieldEdit<'text>(#[serde(borrow)] Cow<'text, str>, Wire<'text>, Wire<'text>);

/// A value on the way to or from disk.
struct Wire<'value>(Cow<'value, Value>);

impl Serialize for Wire<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_ref() {
            Value::Null => serializer.serialize_unit(),
            Value::Int(number) => serializer.serialize_i64(*number),
            Value::Text(text) => serializer.serialize_str(text),
            Value::Id { id } => [id].serialize(serializer),
        }
    }
}

impl<'de> Deserialize<'de> for Wire<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(WireVisitor).map(|value| Self(Cow::Owned(value)))
    }
}

struct WireVisitor;

impl<'de> Visitor<'de> for WireVisitor {
    type Value = Value;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("nothing, a whole number, text or an identifier")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Int(number))
    }

    fn visit_u64<E: serde::de::Error>(self, number: u64) -> Result<Value, E> {
        i64::try_from(number).map(Value::Int).map_err(E::custom)
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(Value::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let id: Option<Uuid> = list.next_element()?;
        id.map(Value::id).ok_or_else(|| serde::de::Error::custom("an empty list"))
    }
}

/// Packs and unpacks bodies, keeping the compressor's memory between them.
pub struct Packer {
    deflate: Compress,
    inflate: Decompress,
    text: Vec<u8>,
}

impl Default for Packer {
    fn default() -> Self {
        Self {
            deflate: Compress::new(Compression::fast(), false),
            inflate: Decompress::new(false),
            text: Vec::new(),
        }
    }
}

impl Packer {
    /// A part's body.
    ///
    /// # Errors
    /// When the compressor fails.
    pub fn pack(&mut self, edits: &[Edit]) -> Result<Vec<u8>, RecordError> {
        self.text.clear();
        serde_json::to_writer(&mut self.text, &by_row(edits)).map_err(|_| unpackable())?;
        self.deflate.reset();
        let length = u32::try_from(self.text.len()).map_err(|_| unpackable())?;
        let mut body = Vec::with_capacity(self.text.len() / 2 + 64);
        body.extend(length.to_be_bytes());
        loop {
            let rest = self.text.get(self.deflate.total_in() as usize..).unwrap_or_default();
            let status = self.deflate.compress_vec(rest, &mut body, FlushCompress::Finish);
            match status.map_err(|_| unpackable())? {
                Status::StreamEnd => return Ok(body),
                Status::Ok | Status::BufError => body.reserve(body.capacity()),
            }
        }
    }

    /// The edits of a part's body.
    ///
    /// # Errors
    /// [`RecordError::Damaged`] for anything that is no body.
    pub fn unpack(&mut self, body: &[u8]) -> Result<Vec<Edit>, RecordError> {
        let (length, body) = body.split_first_chunk().ok_or_else(unpackable)?;
        let length = u32::from_be_bytes(*length) as usize;
        if length > body.len().saturating_mul(MOST_STRETCH) {
            return Err(unpackable());
        }
        self.inflate.reset(false);
        self.text.clear();
        // One byte more than is needed, so that a stream that is longer than it says does not pass.
        self.text.reserve_exact(length + 1);
        let status = self.inflate.decompress_vec(body, &mut self.text, FlushDecompress::Finish);
        if !matches!(status, Ok(Status::StreamEnd)) || self.text.len() != length {
            return Err(unpackable());
        }
        let rows: Vec<RowEdits<'_>> = serde_json::from_slice(&self.text).map_err(|_| unpackable())?;
        Ok(rows.into_iter().flat_map(RowEdits::edits).collect())
    }
}

fn unpackable() -> RecordError {
    RecordError::Damaged("a part of an entry cannot be read".to_owned())
}

fn by_row(edits: &[Edit]) -> Vec<RowEdits<'_>> {
    edits
        .chunk_by(|one, next| one.id == next.id && one.table == next.table)
        .filter_map(|run| {
            let first = run.first()?;
            let fields = run.iter().map(|edit| {
                let wire = |value| Wire(Cow::Borrowed(value));
                FieldEdit(Cow::Borrowed(&edit.field), wire(&edit.was), wire(&edit.now))
            });
            Some(RowEdits(Cow::Borrowed(&first.table), first.id, fields.collect()))
        })
        .collect()
}

impl RowEdits<'_> {
    fn edits(self) -> impl Iterator<Item = Edit> {
        let Self(table, id, fields) = self;
        let table = table.into_owned();
        fields.into_iter().map(move |FieldEdit(field, was, now)| Edit {
            table: table.clone(),
            id,
            field: field.into_owned(),
            was: was.0.into_owned(),
            now: now.0.into_owned(),
        })
    }
}

/// Digest of a part: of its salt, then its body.
pub fn digest(salt: &[u8], body: &[u8]) -> Hash {
    Sha256::new().chain_update(salt).chain_update(body).finalize().into()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn values() -> impl Strategy<Value = Value> {
        prop_oneof![
            Just(Value::Null),
            any::<i64>().prop_map(Value::Int),
            any::<String>().prop_map(Value::Text),
            any::<u128>().prop_map(|id| Value::id(Uuid::from_u128(id))),
        ]
    }

    fn edits() -> impl Strategy<Value = Vec<Edit>> {
        let edit = ("[a-c]", 0..3_u128, "[a-z*\"]{1,3}", values(), values()).prop_map(
            |(table, id, field, was, now)| Edit { table, id: Uuid::from_u128(id), field, was, now },
        );
        prop::collection::vec(edit, 0..60)
    }

    proptest! {
        #[test]
        fn what_is_packed_is_unpacked(series in prop::collection::vec(edits(), 1..4)) {
            let mut packer = Packer::default();
            for edits in series {
                let body = packer.pack(&edits).unwrap();
                prop_assert_eq!(packer.unpack(&body).unwrap(), edits);
            }
        }

        #[test]
        fn any_bytes_are_refused_or_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Packer::default().unpack(&bytes);
        }
    }

    #[test]
    fn long_text_survives_and_a_cut_body_does_not() {
        let long: String = (0..200_000).map(|number| char::from(b'a' + (number % 23) as u8)).collect();
        let edit = Edit {
            table: "t".into(),
            id: Uuid::nil(),
            field: "f".into(),
            was: Value::Null,
            now: Value::Text(long),
        };
        let mut packer = Packer::default();
        let body = packer.pack(std::slice::from_ref(&edit)).unwrap();
        assert!(body.len() < 20_000);
        assert_eq!(packer.unpack(&body).unwrap(), vec![edit]);
        assert!(packer.unpack(&body[..body.len() / 2]).is_err());
    }
}

//! What the file says of itself: title, language, dates and identity.

use jiff::Timestamp;
use lopdf::{Document as File, Object, Stream, StringFormat, dictionary, text_string};
use sha2::{Digest, Sha256};

use crate::papers::PaperError;
use crate::papers::document::Document;
use crate::papers::fonts::clean;

/// The program's name, as creator and producer.
const PROGRAM: &str = concat!("Convenor ", env!("CARGO_PKG_VERSION"));

/// Sets title, language and dates, and drops what printpdf says without being asked.
///
/// # Errors
/// [`PaperError::Pdf`] if the file has no catalog.
pub fn complete(file: &mut File, document: &Document, created: Timestamp) -> Result<(), PaperError> {
    let moment = Object::string_literal(created.strftime("D:%Y%m%d%H%M%SZ").to_string());
    let information = file.add_object(dictionary! {
        "Title" => text_string(&title(document)),
        "Creator" => Object::string_literal(PROGRAM),
        "Producer" => Object::string_literal(PROGRAM),
        "CreationDate" => moment.clone(),
        "ModDate" => moment,
    });
    file.trailer.set("Info", information);
    let metadata = dictionary! { "Type" => "Metadata", "Subtype" => "XML" };
    // Readers of metadata look for it in clear.
    let metadata =
        Stream::new(metadata, metadata_packet(document, created).into_bytes()).with_compression(false);
    let metadata = file.add_object(metadata);
    let catalog = file.catalog_mut()?;
    catalog.set("Metadata", metadata);
    catalog.set("Lang", Object::string_literal(document.language.tag()));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    Ok(())
}

/// Gives the file an identity drawn from its content instead of from chance.
pub fn identify(file: &mut File) {
    let mut digest = Sha256::new();
    for object in file.objects.values() {
        if let Object::Stream(stream) = object {
            digest.update(&stream.content);
        }
    }
    let identity: Vec<u8> = digest.finalize().iter().take(16).copied().collect();
    let identity = Object::String(identity, StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![identity.clone(), identity]);
}

fn metadata_packet(document: &Document, created: Timestamp) -> String {
    let created = created.strftime("%Y-%m-%dT%H:%M:%SZ");
    let (title, language) = (escaped(&title(document)), escaped(document.language.tag()));
    format!(
        r#"<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{created}</xmp:CreateDate><xmp:ModifyDate>{created}</xmp:ModifyDate>
<xmp:CreatorTool>{PROGRAM}</xmp:CreatorTool><pdf:Producer>{PROGRAM}</pdf:Producer>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>"#
    )
}

/// The title in one line.
fn title(document: &Document) -> String {
    clean(&document.title).replace('\n', " ")
}

fn escaped(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_control())
        .map(|letter| match letter {
            '&' => "&amp;".to_owned(),
            '<' => "&lt;".to_owned(),
            '>' => "&gt;".to_owned(),
            other => other.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn metadata_escapes_what_xml_would_misread() {
        let packet = metadata_packet(&Document::new("Arson & <threats>\u{7}"), Timestamp::UNIX_EPOCH);
        assert!(packet.contains(">Arson &amp; &lt;threats&gt;<"), "{packet}");
    }
}

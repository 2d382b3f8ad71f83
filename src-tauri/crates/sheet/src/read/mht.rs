//! Web archives (.mht), as Excel and WPS save them: a letter of several parts, each sheet a page of its own.

use super::html;
use super::rows::Rows;
use super::{decode, text::SHEET};
use crate::{SheetError, limits};

/// Parts within parts are read to this depth.
const DEPTH: u32 = 4;

/// Reads an archive.
pub(super) fn read(bytes: &[u8], rows: &mut Rows<'_>) -> Result<(), SheetError> {
    let mut pages = Vec::new();
    parts(bytes, DEPTH, &mut pages)?;
    pages.retain(|page: &html::Page| page.tables);
    if pages.is_empty() {
        return Err(SheetError::Other("没有表格的网页".into()));
    }
    let alone = pages.len() == 1;
    for (page, number) in pages.into_iter().zip(1..) {
        let name = page.name.clone().filter(|_| alone);
        let name = name.unwrap_or_else(|| if alone { SHEET.to_owned() } else { format!("{SHEET}{number}") });
        rows.begin(&name, false)?;
        html::send(page, rows)?;
    }
    Ok(())
}

/// The pages in a part.
fn parts(bytes: &[u8], depth: u32, pages: &mut Vec<html::Page>) -> Result<(), SheetError> {
    let (head, body) = split(bytes);
    let kind = field(&head, "content-type");
    let lower = kind.to_ascii_lowercase();
    if lower.starts_with("multipart/") {
        let boundary = kind.split(';').find_map(|part| {
            let (name, value) = part.trim().split_once('=')?;
            name.trim().eq_ignore_ascii_case("boundary").then(|| value.trim().trim_matches('"').to_owned())
        });
        let Some(boundary) = boundary.filter(|boundary| !boundary.is_empty() && depth > 0) else {
            return Ok(());
        };
        let mark = format!("--{boundary}");
        let mut starts: Vec<usize> = memchr::memmem::find_iter(body, &mark).take(limits::PARTS).collect();
        starts.push(body.len());
        for pair in starts.windows(2) {
            if let [from, to] = pair {
                let part = body.get(from + mark.len()..*to).unwrap_or_default();
                parts(part.trim_ascii_start(), depth - 1, pages)?;
            }
        }
    } else if lower.starts_with("text/html") {
        if pages.len() >= limits::SHEETS {
            return Err(SheetError::too_large("工作表太多"));
        }
        let coding = field(&head, "content-transfer-encoding").to_ascii_lowercase();
        let raw = match coding.trim() {
            "quoted-printable" => quoted_printable(body),
            "base64" => base64(body),
            _ => body.to_vec(),
        };
        let label = lower.split("charset=").nth(1).map(|rest| rest.trim_matches('"').to_owned());
        let text = label.and_then(|label| decode::by_label(&label, &raw)).or_else(|| decode::text(&raw));
        pages.extend(text.map(|text| html::page(&text)));
    }
    Ok(())
}

/// The head of a part, its folded lines made one, and the body.
fn split(bytes: &[u8]) -> (String, &[u8]) {
    let end = [&b"\r\n\r\n"[..], b"\n\n"]
        .iter()
        .filter_map(|gap| memchr::memmem::find(bytes, gap).map(|at| (at, gap.len())))
        .min();
    let (at, gap) = end.unwrap_or((bytes.len(), 0));
    let (head, body) = bytes.split_at_checked(at).unwrap_or_default();
    let head = String::from_utf8_lossy(head).replace("\r\n", "\n");
    (head.replace("\n\t", " ").replace("\n ", " "), body.get(gap..).unwrap_or_default())
}

fn field(head: &str, name: &str) -> String {
    let found = head.lines().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.trim().eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    });
    found.unwrap_or_default()
}

fn quoted_printable(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((first, after)) = rest.split_first() {
        rest = match (first, after) {
            (b'=', [b'\r', b'\n', after @ ..] | [b'\n', after @ ..]) => after,
            (b'=', [high, low, after @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digit = |byte: &u8| {
                    char::from(*byte).to_digit(16).and_then(|d| u8::try_from(d).ok()).unwrap_or(0)
                };
                out.push(digit(high) * 16 + digit(low));
                after
            }
            _ => {
                out.push(*first);
                after
            }
        };
    }
    out
}

fn base64(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() / 4 * 3);
    let (mut held, mut bits) = (0_u32, 0);
    for byte in body {
        let value = match byte {
            b'A'..=b'Z' => byte - b'A',
            b'a'..=b'z' => byte - b'a' + 26,
            b'0'..=b'9' => byte - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => continue,
        };
        held = (held << 6 | u32::from(value)) & 0xff_ffff;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            out.push(u8::try_from(held >> bits & 0xff).unwrap_or(0));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codings() {
        assert_eq!(quoted_printable(b"a=3D=E5=B2=A9=\r\nb=zz="), "a=岩b=zz=".as_bytes());
        assert_eq!(base64(b"5bKp\r\n5rip"), "岩温".as_bytes());
    }
}

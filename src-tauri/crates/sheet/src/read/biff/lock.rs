//! Workbooks whose sheets are protected but which everybody may open: Excel 97 to 2003 scrambled them with a password
//! of its own that it never asks for (MS-OFFCRYPTO 2.3.6, MS-XLS 2.2.10).

use super::record::{END, next, u16_at};
use md5::{Digest, Md5};

/// The password that nobody is asked for.
const OPEN: &str = "VelvetSweatshop";
/// Bytes after which the scrambling begins anew.
const BLOCK: usize = 1024;
/// The kind of the record that locks what follows it.
const LOCK: u16 = 0x002f;
/// Records that are never scrambled.
const PLAIN: [u16; 7] = [0x0809, LOCK, 0x00e1, 0x0194, 0x0195, 0x0196, 0x0138];

/// What locks a stream, where it is locked.
pub(super) fn of(mut stream: &[u8]) -> Option<&[u8]> {
    while let Some((record, rest)) = next(stream).filter(|(record, _)| record.kind != END) {
        if record.kind == LOCK {
            return Some(record.data);
        }
        stream = rest;
    }
    None
}

/// A stream with its records unscrambled; none where it takes a password that somebody chose.
pub(super) fn open(stream: &[u8], lock: &[u8]) -> Option<Vec<u8>> {
    let key = key(lock)?;
    let mut out = stream.to_vec();
    let (mut at, mut locked, mut block, mut noise) = (0, false, usize::MAX, Vec::new());
    while let Some((record, _)) = stream.get(at..).and_then(next) {
        let body = at + 4;
        let end = body + record.data.len();
        // Where a sheet begins is not scrambled, its name is.
        let from = body + if record.kind == 0x0085 { 4 } else { 0 };
        if locked && !PLAIN.contains(&record.kind) {
            for place in from..end {
                if place / BLOCK != block {
                    block = place / BLOCK;
                    noise = scramble(&block_key(&key, block), &[0; BLOCK]);
                }
                if let (Some(byte), Some(noise)) = (out.get_mut(place), noise.get(place % BLOCK)) {
                    *byte ^= noise;
                }
            }
        }
        locked |= record.kind == LOCK;
        at = end;
    }
    Some(out)
}

/// The key, where the password fits: what it unscrambles is the hash of what it unscrambles before.
fn key(lock: &[u8]) -> Option<[u8; 5]> {
    if (u16_at(lock, 0)?, u16_at(lock, 2)?, u16_at(lock, 4)?) != (1, 1, 1) {
        return None;
    }
    let (salt, proof) = (lock.get(6..22)?, lock.get(22..54)?);
    let password: Vec<u8> = OPEN.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let first = five(&Md5::digest(password))?;
    let mut all = Md5::new();
    for _ in 0..16 {
        all.update(first);
        all.update(salt);
    }
    let key = five(&all.finalize())?;
    let proof = scramble(&block_key(&key, 0), proof);
    let (said, hash) = proof.split_at_checked(16)?;
    (Md5::digest(said).as_slice() == hash).then_some(key)
}

fn five(hash: &[u8]) -> Option<[u8; 5]> {
    hash.get(..5)?.try_into().ok()
}

fn block_key(key: &[u8; 5], block: usize) -> Vec<u8> {
    let block = u32::try_from(block).unwrap_or(u32::MAX);
    Md5::new().chain_update(key).chain_update(block.to_le_bytes()).finalize().to_vec()
}

/// RC4. It keeps no secret here, and is not meant to.
fn scramble(key: &[u8], bytes: &[u8]) -> Vec<u8> {
    let mut state: Vec<u8> = (0..=255).collect();
    let at = |state: &[u8], place: u8| state.get(usize::from(place)).copied().unwrap_or(0);
    let mut other = 0_u8;
    for (place, key) in (0..=255_u8).zip(key.iter().cycle()) {
        other = other.wrapping_add(at(&state, place)).wrapping_add(*key);
        state.swap(place.into(), other.into());
    }
    let (mut place, mut other) = (0_u8, 0_u8);
    let step = |byte: &u8| {
        place = place.wrapping_add(1);
        other = other.wrapping_add(at(&state, place));
        state.swap(place.into(), other.into());
        byte ^ at(&state, at(&state, place).wrapping_add(at(&state, other)))
    };
    bytes.iter().map(step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_values() {
        assert_eq!(scramble(b"Key", b"Plaintext"), [0xbb, 0xf3, 0x16, 0xe8, 0xd9, 0x40, 0xaf, 0x0a, 0xd3]);
        assert_eq!(open(b"", &[0; 54]), None);
    }

    #[test]
    fn a_lock_that_everybody_opens() {
        let salt = [7; 16];
        let mut lock = [&[1, 0, 1, 0, 1, 0][..], &salt, &[0; 32]].concat();
        // Made as Excel makes it: the key of the password and the salt, then proof under that key.
        let password: Vec<u8> = OPEN.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let first = five(&Md5::digest(password)).unwrap();
        let all: Vec<u8> = (0..16).flat_map(|_| [&first[..], &salt].concat()).collect();
        let own = five(&Md5::digest(all)).unwrap();
        let proof = [&[9; 16][..], Md5::digest([9; 16]).as_slice()].concat();
        lock[22..].copy_from_slice(&scramble(&block_key(&own, 0), &proof));
        assert_eq!(key(&lock), Some(own));
        let record = |kind: u16, data: &[u8]| {
            [&kind.to_le_bytes()[..], &u16::try_from(data.len()).unwrap().to_le_bytes(), data].concat()
        };
        let plain = [
            record(0x0809, &[6; 8]),
            record(0x002f, &lock),
            record(0x0085, &[5; 12]),
            record(0x00fc, &[3; 3000]),
        ];
        let scrambled = open(&plain.concat(), &lock).unwrap();
        assert_ne!(scrambled, plain.concat());
        assert_eq!(scrambled[..12 + 58 + 8], plain.concat()[..12 + 58 + 8]);
        assert_eq!(open(&scrambled, &lock).unwrap(), plain.concat(), "twice is not at all");
        lock[30] ^= 1;
        assert_eq!(open(&scrambled, &lock), None, "somebody's own password");
    }
}

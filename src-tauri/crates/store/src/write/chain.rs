use crate::error::StoreResult;
use crate::read::Reader;
use sha2::{Digest, Sha256};

/// The chain before the first row.
const GENESIS: [u8; 32] = [0; 32];

/// One log row as it is hashed. The chain runs over the hash of this, so that a lawful erasure can replace
/// personal values by a marker and the chain still verifies.
pub(crate) struct Payload<'a> {
    pub seq: i64,
    pub operation: &'a str,
    pub at: i64,
    pub operator: &'a str,
    pub desk: &'a str,
    pub kind: &'a str,
    pub table: &'a str,
    pub row: &'a str,
    pub action: &'a str,
    pub changes: &'a str,
    pub source: &'a str,
}

impl Payload<'_> {
    /// SHA-256 over every part with its length, so that no two different rows hash alike.
    pub(crate) fn hash(&self) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.seq.to_be_bytes());
        hash.update(self.at.to_be_bytes());
        for part in [
            self.operation,
            self.operator,
            self.desk,
            self.kind,
            self.table,
            self.row,
            self.action,
            self.changes,
            self.source,
        ] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        hash.finalize().into()
    }
}

/// The next link.
pub(crate) fn link(before: &[u8; 32], payload: &[u8; 32]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(before);
    hash.update(payload);
    hash.finalize().into()
}

/// Where the log does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChainFault {
    /// A row is missing before this one.
    Gap(i64),
    /// The row's content is not what was written.
    Content(i64),
    /// The chain is broken at this row.
    Link(i64),
}

impl Reader<'_> {
    pub(crate) fn chain_head(&self) -> StoreResult<(i64, [u8; 32])> {
        let head = self.row("SELECT seq, chain FROM log ORDER BY seq DESC LIMIT 1", [], |row| {
            Ok((row.get(0)?, row.get::<_, [u8; 32]>(1)?))
        })?;
        Ok(head.unwrap_or((0, GENESIS)))
    }

    /// The number of the last row of the log: as long as it stays the same, nothing was written.
    ///
    /// # Errors
    /// The engine's.
    pub fn last_change(&self) -> StoreResult<i64> {
        Ok(self.chain_head()?.0)
    }

    /// Rows of the log and the head of its chain as hex.
    ///
    /// # Errors
    /// The engine's.
    pub fn log_head(&self) -> StoreResult<(i64, String)> {
        let (seq, head) = self.chain_head()?;
        Ok((seq, hex(&head)))
    }

    /// The chain as it stood at a row, as hex; `None` when there is no such row.
    ///
    /// # Errors
    /// The engine's.
    pub fn chain_at(&self, seq: i64) -> StoreResult<Option<String>> {
        if seq == 0 {
            return Ok(Some(hex(&GENESIS)));
        }
        self.row("SELECT chain FROM log WHERE seq = ?1", [seq], |row| Ok(hex(&row.get::<_, [u8; 32]>(0)?)))
    }

    /// Recomputes the whole chain. Answers the first fault.
    ///
    /// # Errors
    /// The engine's.
    pub fn verify_chain(&self) -> StoreResult<Option<ChainFault>> {
        let mut statement = self.connection().prepare(
            "SELECT l.seq, l.operation, o.at, o.operator, o.desk, o.kind, l.tbl, l.row, l.action, l.changes,
                    coalesce(l.source, ''), l.payload_hash, l.chain
             FROM log l JOIN operation o ON o.id = l.operation ORDER BY l.seq",
        )?;
        let mut rows = statement.query([])?;
        let (mut expected, mut before) = (1, GENESIS);
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(0)?;
            if seq != expected {
                return Ok(Some(ChainFault::Gap(seq)));
            }
            let text = |column: usize| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
            let payload = Payload {
                seq,
                operation: text(1)?,
                at: row.get(2)?,
                operator: text(3)?,
                desk: text(4)?,
                kind: text(5)?,
                table: text(6)?,
                row: text(7)?,
                action: text(8)?,
                changes: text(9)?,
                source: text(10)?,
            };
            let stored: [u8; 32] = row.get(11)?;
            if payload.hash() != stored {
                return Ok(Some(ChainFault::Content(seq)));
            }
            let chain: [u8; 32] = row.get(12)?;
            if link(&before, &stored) != chain {
                return Ok(Some(ChainFault::Link(seq)));
            }
            before = chain;
            expected += 1;
        }
        Ok(None)
    }
}

pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

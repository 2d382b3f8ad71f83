//! Tests of the whole store: counts under any sequence of acts, tampering, schemas of the past.

mod checkpoint;
mod counts;
mod find;
mod heal;
mod model;
pub(crate) mod plans;
mod schemas;
mod tamper;

use crate::key::DatabaseKey;
use crate::{Op, Store, StoreError, Writer};
use chrono::{DateTime, TimeZone, Utc};
use tempfile::TempDir;

/// A store in a folder of its own, with a centre and purposes.
struct Place {
    folder: TempDir,
    key: DatabaseKey,
    store: Option<Store>,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = DatabaseKey::random().unwrap();
        let store = Store::create(folder.path(), &key).unwrap();
        let place = Self { folder, key, store: Some(store) };
        place.write(None, |writer| writer.create_centre("勐海县离退休干部党群服务中心", "")).unwrap();
        place
            .write(None, |writer| {
                for purpose in ["活动中心", "书屋", "咨询"] {
                    writer.create_purpose(purpose)?;
                }
                Ok(())
            })
            .unwrap();
        place
    }

    fn store(&self) -> &Store {
        self.store.as_ref().unwrap()
    }

    /// Writes as one operation; answers its value and id.
    fn write<T: serde::Serialize + serde::de::DeserializeOwned>(
        &self,
        undoes: Option<&str>,
        work: impl FnOnce(&Writer<'_>) -> Result<T, StoreError>,
    ) -> Result<(T, Option<String>), StoreError> {
        let op = Op {
            kind: "test.act",
            operator: "陈静",
            role: "admin",
            desk: "一号台",
            at: now(),
            request: None,
            undoes,
        };
        self.store().operation(op, work).map(|done| (done.value, done.operation))
    }

    fn reopen(&mut self) {
        self.store = None;
        self.store = Some(Store::open(self.folder.path(), &self.key, now()).unwrap());
    }

    /// Every check of the store, and the chain of its log.
    fn faults(&self) -> Vec<String> {
        let checks = crate::backup::verify(self.folder.path(), &self.key, None).unwrap();
        checks
            .into_iter()
            .filter(|check| !check.ok)
            .map(|check| format!("{}: {}", check.id, check.detail))
            .collect()
    }
}

fn now() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 3, 5, 1, 0, 0).unwrap()
}

use crate::error::{Answer, ApiError, Code};
use crate::import::{ImportOptions, told::Formers};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use yinhui_core::import::{BookReading, Plan, raw::Workbook};

/// Plans kept at a time; a clerk looks at one.
const KEPT: usize = 3;

/// Workbooks by the name of their file.
pub(crate) type Books = Arc<Vec<(String, Arc<Workbook>)>>;

/// A plan somebody is looking at. Nothing of it is written.
#[derive(Debug)]
pub(crate) struct Stored {
    pub id: String,
    pub books: Books,
    pub readings: Vec<BookReading>,
    /// What is remembered of tables like these.
    pub formers: Formers,
    pub plan: Plan,
    pub options: ImportOptions,
    /// The last change of the store that the plan knows of.
    pub seen: i64,
    /// It has run, and this is whom its people became, in their order: it stays to be looked at, and for the table of
    /// its problems.
    pub ran: OnceLock<Vec<Option<String>>>,
}

/// Plans by id, newest last; they live until the program is locked.
#[derive(Debug, Default)]
pub(crate) struct Plans(Mutex<Vec<Arc<Stored>>>);

impl Plans {
    pub(crate) fn put(&self, stored: Stored) -> Arc<Stored> {
        let stored = Arc::new(stored);
        let mut plans = self.lock();
        plans.retain(|other| other.id != stored.id);
        plans.push(stored.clone());
        if plans.len() > KEPT {
            plans.remove(0);
        }
        stored
    }

    pub(crate) fn get(&self, id: &str) -> Answer<Arc<Stored>> {
        self.lock().iter().find(|stored| stored.id == id).cloned().ok_or_else(|| {
            ApiError::new(Code::NotFound, "这次核对已经关闭，没有导入任何内容。请重新选择文件。")
        })
    }

    pub(crate) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Arc<Stored>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

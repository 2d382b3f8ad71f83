//! What a handler is given: the store, the clock, who is calling.

use crate::change::{Event, Kind};
use crate::command::{Command, Who};
use crate::error::{Answer, ApiError, Code};
use crate::host::Host;
use crate::operator::Role;
use crate::router::{App, Handle, Session};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Serialize, de::DeserializeOwned};
use std::sync::Arc;
use yinhui_store::{Committed, Op, Reader, Store, StoreError, Writer};

/// One call on its way through a handler.
pub struct Context<'a> {
    pub(crate) app: &'a App,
    pub(crate) command: &'static Command,
    pub(crate) session: Option<Session>,
    pub(crate) token: Option<&'a str>,
    pub(crate) request: Option<&'a str>,
}

impl Context<'_> {
    pub(crate) fn host(&self) -> &dyn Host {
        self.app.host()
    }

    /// The time now.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        self.host().now()
    }

    /// The business day now.
    pub(crate) fn today(&self) -> NaiveDate {
        yinhui_core::date::day::business_day(self.now())
    }

    /// Who is calling. The router has let nobody else through.
    pub(crate) fn session(&self) -> Answer<&Session> {
        self.session.as_ref().ok_or_else(locked)
    }

    /// The caller's role.
    pub(crate) fn role(&self) -> Option<Role> {
        self.session.as_ref().map(|session| session.role)
    }

    pub(crate) fn handle(&self) -> Answer<Handle> {
        self.app.handle().ok_or_else(locked)
    }

    /// The store, where this program owns it.
    pub(crate) fn store(&self) -> Answer<Arc<Store>> {
        match self.handle()? {
            Handle::Own(store) => Ok(store),
            Handle::Beside(_) => Err(StoreError::InUse.into()),
        }
    }

    /// Reads in one snapshot.
    pub(crate) fn read<T>(&self, ask: impl FnOnce(&Reader<'_>) -> Result<T, StoreError>) -> Answer<T> {
        match self.handle()? {
            Handle::Own(store) => Ok(store.read(ask)?),
            Handle::Beside(store) => {
                let store = store.lock().map_err(|error| ApiError::fault(&error))?;
                Ok(store.read(ask)?)
            }
        }
    }

    /// Writes as one operation, named after the command, and tells open pages what changed.
    pub(crate) fn write<T>(&self, work: impl FnOnce(&Writer<'_>) -> Answer<T>) -> Answer<T>
    where
        T: Serialize + DeserializeOwned,
    {
        self.write_for(self.command.who, work)
    }

    /// The same, to be taken back by others than those who may do it.
    pub(crate) fn write_for<T>(&self, who: Who, work: impl FnOnce(&Writer<'_>) -> Answer<T>) -> Answer<T>
    where
        T: Serialize + DeserializeOwned,
    {
        Ok(self.operation(None, who.key(), work)?.value)
    }

    /// What this very request answered when it was committed: a command that does more than write rows asks first.
    pub(crate) fn answered<T: DeserializeOwned>(&self) -> Answer<Option<T>> {
        let desk = self.host().desk();
        Ok(self.store()?.answered(self.op(None, self.command.who.key(), &desk))?)
    }

    /// Takes an operation back, as an operation of its own; undoing that again needs what undoing the first needed.
    pub(crate) fn undo(&self, operation: &str, role: &str) -> Answer<yinhui_store::write::Undone> {
        Ok(self.operation(Some(operation), role, |writer| Ok(writer.undo(operation)?))?.value)
    }

    fn op<'a>(&'a self, undoes: Option<&'a str>, role: &'a str, desk: &'a str) -> Op<'a> {
        Op {
            kind: self.command.name,
            operator: self.session.as_ref().map_or("", |session| session.name.as_str()),
            role,
            desk,
            at: self.now(),
            request: self.request,
            undoes,
        }
    }

    fn operation<T>(
        &self,
        undoes: Option<&str>,
        role: &str,
        work: impl FnOnce(&Writer<'_>) -> Answer<T>,
    ) -> Answer<Committed<T>>
    where
        T: Serialize + DeserializeOwned,
    {
        let store = self.store()?;
        let desk = self.host().desk();
        let committed = store.operation(self.op(undoes, role, &desk), work)?;
        let kinds = committed.changes.iter().copied().map(Kind::from).collect::<Vec<_>>();
        if !kinds.is_empty() {
            self.app.tell(&Event::Changed { kinds });
        }
        Ok(committed)
    }

    /// Tells the page how far a long command is.
    pub(crate) fn progress(&self, done: usize, total: usize) {
        let Some(request) = self.request else { return };
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        self.app.tell(&Event::Progress { request: request.into(), done: count(done), total: count(total) });
    }

    /// Stops a long command that was asked to stop; everything it wrote is rolled back.
    pub(crate) fn stop_if_cancelled(&self) -> Answer<()> {
        match self.request {
            Some(request) if self.app.is_cancelled(request) => Err(StoreError::Cancelled.into()),
            _ => Ok(()),
        }
    }
}

/// Nobody is logged in on this session.
pub(crate) fn locked() -> ApiError {
    ApiError::new(Code::Forbidden, "已锁定，请先登录。")
}

//! The one way in: finds the command, checks the role, runs it.

use crate::change::Event;
use crate::command::command;
use crate::context::{Context, locked};
use crate::error::{Answer, ApiError, Code};
use crate::host::Host;
use crate::import::Plans;
use crate::operator::Role;
use crate::report::Kept;
use crate::running::{Alone, Running};
use crate::self_service::OpenScreen;
use crate::session::Attempts;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use yinhui_store::file::Folder;
use yinhui_store::key::{KeyRing, RecoveryCode, WorkFactor};
use yinhui_store::store::Beside;
use yinhui_store::{Store, StoreError, backup};

/// How long a restore waits for other calls to end.
const PATIENCE: Duration = Duration::from_secs(10);

/// One call from a host.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Call {
    /// `noun.verb`.
    pub command: String,
    /// What it is sent; null where it is sent nothing.
    #[serde(default)]
    pub args: Value,
    /// The session's token.
    #[serde(default)]
    pub session: Option<String>,
    /// The caller's own id for this act: a repeat of a write does nothing and answers the same.
    #[serde(default)]
    pub request: Option<String>,
}

/// How the data folder is held.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opening {
    /// This program owns it.
    Own,
    /// Beside the program that owns it: reads and backs up, writes no row.
    Beside,
}

/// A logged-in session.
#[derive(Debug, Clone)]
pub(crate) struct Session {
    pub operator: String,
    pub name: String,
    pub role: Role,
    /// What a session in self-service mode was begun with.
    pub open_screen: Option<OpenScreen>,
}

/// The open store.
#[derive(Clone)]
pub(crate) enum Handle {
    Own(Arc<Store>),
    Beside(Arc<Mutex<Beside>>),
}

/// The program behind every host.
pub struct App {
    host: Arc<dyn Host>,
    data: PathBuf,
    work: WorkFactor,
    opening: Opening,
    _folder: Option<Folder>,
    store: Mutex<Option<Handle>>,
    sessions: Mutex<HashMap<String, Session>>,
    attempts: Mutex<Attempts>,
    given_code: Mutex<Option<RecoveryCode>>,
    plans: Plans,
    kept: Kept,
    running: Running,
    listeners: Mutex<Vec<Sender<Event>>>,
}

impl App {
    /// Holds a data folder for a host.
    ///
    /// # Errors
    /// `in_use`, `network_drive`, `read_only`.
    pub fn new(data: &Path, host: Arc<dyn Host>, opening: Opening, work: WorkFactor) -> Answer<Self> {
        let folder = match opening {
            Opening::Own => {
                let folder = Folder::take(data)?;
                backup::heal(data, host.now())?;
                Some(folder)
            }
            Opening::Beside => None,
        };
        Ok(Self {
            host,
            data: data.to_path_buf(),
            work,
            opening,
            _folder: folder,
            store: Mutex::default(),
            sessions: Mutex::default(),
            attempts: Mutex::default(),
            given_code: Mutex::default(),
            plans: Plans::default(),
            kept: Kept::default(),
            running: Running::default(),
            listeners: Mutex::default(),
        })
    }

    /// Runs one command.
    ///
    /// # Errors
    /// What the clerk is told.
    pub fn call(&self, call: &Call) -> Answer<Value> {
        let command = command(&call.command).ok_or_else(|| {
            ApiError::new(Code::NotFound, format!("没有“{}”这个命令。", shown(&call.command)))
        })?;
        let session = call.session.as_deref().and_then(|token| self.session(token));
        if !command.who.admits(session.as_ref().map(|session| session.role)) {
            return Err(if session.is_none() { locked() } else { not_allowed() });
        }
        let request = call.request.as_deref().filter(|request| !request.is_empty());
        let Some(_running) = self.running.begin(command.name, request) else {
            return Err(ApiError::new(Code::Conflict, "正在恢复备份，请稍候再试。"));
        };
        let context = Context { app: self, command, session, token: call.session.as_deref(), request };
        (command.run)(&context, call.args.clone())
    }

    /// Events from now on.
    pub fn listen(&self) -> Receiver<Event> {
        let (sender, receiver) = channel();
        guard(&self.listeners).push(sender);
        receiver
    }

    /// The data folder.
    pub fn data(&self) -> &Path {
        &self.data
    }

    pub(crate) fn host(&self) -> &dyn Host {
        self.host.as_ref()
    }

    pub(crate) fn opening(&self) -> Opening {
        self.opening
    }

    pub(crate) fn ring(&self) -> KeyRing {
        KeyRing::new(&self.data, self.work)
    }

    /// The return as it was counted last.
    pub(crate) fn kept(&self) -> &Kept {
        &self.kept
    }

    pub(crate) fn plans(&self) -> &Plans {
        &self.plans
    }

    pub(crate) fn attempts(&self) -> MutexGuard<'_, Attempts> {
        guard(&self.attempts)
    }

    /// The recovery code this program last gave out, until a part of it is typed back.
    pub(crate) fn given_code(&self) -> Option<RecoveryCode> {
        guard(&self.given_code).clone()
    }

    pub(crate) fn give_code(&self, code: RecoveryCode) {
        *guard(&self.given_code) = Some(code);
    }

    pub(crate) fn forget_code(&self) {
        *guard(&self.given_code) = None;
    }

    pub(crate) fn handle(&self) -> Option<Handle> {
        guard(&self.store).clone()
    }

    pub(crate) fn set_handle(&self, handle: Option<Handle>) {
        *guard(&self.store) = handle;
    }

    /// Whether that session is logged in.
    pub fn is_open(&self, token: &str) -> bool {
        self.session(token).is_some()
    }

    fn session(&self, token: &str) -> Option<Session> {
        guard(&self.sessions).get(token).cloned()
    }

    /// Begins a session and answers its token.
    pub(crate) fn begin_session(&self, session: Session) -> Answer<String> {
        let mut bytes = [0_u8; 24];
        getrandom::fill(&mut bytes).map_err(|error| ApiError::fault(&error))?;
        let token = bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        guard(&self.sessions).insert(token.clone(), session);
        Ok(token)
    }

    /// Ends a session. With the last one the store closes and its key is wiped.
    pub(crate) fn end_session(&self, token: &str) {
        let mut sessions = guard(&self.sessions);
        sessions.remove(token);
        if sessions.is_empty() {
            self.set_handle(None);
            self.forget_code();
            self.plans.clear();
            self.kept.clear();
        }
    }

    /// Ends what other open screens an operator has begun: there is one at a time.
    pub(crate) fn end_open_screens(&self, operator: &str, except: &str) {
        guard(&self.sessions).retain(|token, session| {
            token == except || session.operator != operator || session.open_screen.is_none()
        });
    }

    /// Ends the open screens that stand in place of the desk.
    pub(crate) fn end_open_screens_in_place(&self) {
        guard(&self.sessions)
            .retain(|_, session| session.open_screen.as_ref().is_none_or(|screen| screen.beside));
    }

    /// Ends every session of an operator but one, and, with no operator named, every session there is.
    pub(crate) fn end_sessions_of(&self, operator: Option<&str>, except: Option<&str>) {
        let tokens = guard(&self.sessions)
            .iter()
            .filter(|(token, session)| {
                operator.is_none_or(|operator| session.operator == operator) && Some(token.as_str()) != except
            })
            .map(|(token, _)| token.clone())
            .collect::<Vec<_>>();
        tokens.iter().for_each(|token| self.end_session(token));
    }

    pub(crate) fn cancel(&self, request: &str) {
        self.running.cancel(request);
    }

    pub(crate) fn is_cancelled(&self, request: &str) -> bool {
        self.running.is_cancelled(request)
    }

    /// Waits until no other call holds the store, and closes it. No other begins until what is answered is dropped.
    ///
    /// # Errors
    /// `conflict` when another does not end in that time; nothing is closed then.
    pub(crate) fn close(&self) -> Answer<Alone<'_>> {
        let busy = || {
            ApiError::new(Code::Conflict, "还有别的操作没有做完（例如导入），没有恢复。请等它结束后再试。")
        };
        let alone = self.running.alone(PATIENCE).ok_or_else(busy)?;
        let handle = guard(&self.store).take();
        if let Some(Handle::Own(store)) = handle
            && let Err(store) = Arc::try_unwrap(store)
        {
            self.set_handle(Some(Handle::Own(store)));
            return Err(busy());
        }
        self.end_sessions_of(None, None);
        Ok(alone)
    }

    /// Tells every open page; those that are gone are forgotten.
    pub(crate) fn tell(&self, event: &Event) {
        guard(&self.listeners).retain(|listener| listener.send(event.clone()).is_ok());
    }
}

impl std::fmt::Debug for App {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("App").field("opening", &self.opening).finish_non_exhaustive()
    }
}

/// Opens the store with a key proved right.
pub(crate) fn open_store(app: &App, key: &yinhui_store::key::DatabaseKey) -> Result<Handle, StoreError> {
    if let Some(handle) = app.handle() {
        return Ok(handle);
    }
    let handle = match app.opening() {
        Opening::Own => Handle::Own(Arc::new(Store::open(app.data(), key, app.host().now())?)),
        Opening::Beside => Handle::Beside(Arc::new(Mutex::new(Store::open_beside(app.data(), key)?))),
    };
    app.set_handle(Some(handle.clone()));
    Ok(handle)
}

fn not_allowed() -> ApiError {
    ApiError::new(Code::Forbidden, "您的角色不能做这件事，请找管理员。")
}

/// A command name from outside, cut to what can be a name.
fn shown(name: &str) -> String {
    name.chars().filter(|letter| letter.is_ascii_alphanumeric() || "._".contains(*letter)).take(40).collect()
}

/// A panic in another call left the value whole: each change is one assignment.
fn guard<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

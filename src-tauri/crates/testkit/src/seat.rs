use crate::checked::Checked;
use crate::desk::Desk;
use serde_json::Value;
use yinhui_app::{Answer, ApiError, Call, Code};

/// Somebody logged in at a desk, or nobody.
#[derive(Debug)]
pub struct Seat<'a> {
    pub(crate) desk: &'a Desk,
    pub(crate) session: Option<String>,
}

impl Seat<'_> {
    /// Calls a command under an id of the caller's own.
    pub fn call(&self, command: &str, args: Value, request: Option<&str>) -> Answer<Value> {
        let request = request.map(str::to_owned);
        let call = Call { command: command.into(), args, session: self.session.clone(), request };
        self.desk.app().call(&call)
    }

    /// Calls a command that must do its work; the answer must be looked at.
    pub fn ok(&self, command: &str, args: Value) -> Checked {
        Checked::new(command, self.did(command, args))
    }

    /// Calls a command that must do its work, on the way to something else. Does not count as exercised.
    pub fn did(&self, command: &str, args: Value) -> Value {
        self.call(command, args, None)
            .unwrap_or_else(|error| panic!("{command} was refused: {:?} {}", error.code, error.message))
    }

    /// Calls a command that must be refused for this reason.
    pub fn err(&self, command: &str, args: Value, code: Code) -> ApiError {
        match self.call(command, args, None) {
            Ok(answer) => panic!("{command} was not refused but answered {answer}"),
            Err(error) => {
                assert_eq!(error.code, code, "{command}: {}", error.message);
                error
            }
        }
    }

    /// The session's token.
    pub fn session(&self) -> Option<&str> {
        self.session.as_deref()
    }
}

use crate::command::Who;
use crate::context::Context;
use crate::operator::Role;
use chrono::DateTime;
use yinhui_core::date::day::business_day;
use yinhui_store::log::OperationRecord;

/// What is bound to passwords and key slots cannot be taken back from the log; 定稿 only by 撤销定稿, with a
/// reason; a tree of kinds only where it is edited, which keeps the kinds that something is of.
const NEVER: [&str; 9] = [
    "system.",
    "session.",
    "recovery.",
    "operator.",
    "report.freeze",
    "report.unfreeze",
    "event.save_kinds",
    "event.save_menu",
    "team.save_kinds",
];

/// What the front desk takes back only from itself: facts another has written, and what another took back.
const PERSONAL: [&str; 3] = ["person.save", "person.save_own", "log.undo"];

/// Whether this caller may take an operation back (`design.md` 5): the role of the operation is needed, and the
/// front desk takes back only what its own desk did today, and of facts only what the operator wrote.
pub(crate) fn may_undo(context: &Context<'_>, operation: &OperationRecord) -> bool {
    let role = context.role();
    let allowed = Who::from_key(&operation.role).is_some_and(|who| who.admits(role));
    let possible = !operation.undone
        && operation.changes > 0
        && !NEVER.iter().any(|prefix| operation.kind.starts_with(prefix));
    let own = role != Some(Role::Desk)
        || (operation.desk == context.host().desk()
            && is_today(context, operation.at)
            && (is_own(context, operation) || !PERSONAL.contains(&operation.kind.as_str())));
    allowed && possible && own
}

fn is_own(context: &Context<'_>, operation: &OperationRecord) -> bool {
    context.session.as_ref().is_some_and(|session| session.name == operation.operator)
}

fn is_today(context: &Context<'_>, at: i64) -> bool {
    DateTime::from_timestamp_millis(at).is_some_and(|at| business_day(at) == context.today())
}

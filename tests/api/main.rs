//! The commands as JSON, without any host: what a clerk, an officer or a script sees.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "test code"
)]

mod at;
mod hostile;
mod repeat;
mod roles;
mod types;

/// The scenarios of each noun, run one by one and, for the count of commands, all together.
macro_rules! scenarios {
    ($($noun:ident)*) => {
        $(mod $noun;)*

        $(#[test]
        fn $noun() {
            $noun::scenario();
        })*

        #[test]
        fn every_command_is_exercised() {
            $($noun::scenario();)*
            let done = yinhui_testkit::exercised();
            let missing = yinhui_app::COMMANDS.iter().map(|command| command.name).filter(|name| !done.contains(*name));
            let missing = missing.collect::<Vec<_>>();
            assert!(missing.is_empty(), "no scenario looks at what these commands do: {missing:?}");
        }
    };
}

scenarios! {
    system session recovery operator centre purpose file person organization life unit checkin leave self_service checkin_span card notice relative photo team care view shift person_revert person_own event event_count event_kind event_menu event_papers event_rules event_sheet attachment venue score ledger ledger_file volunteer talent duplicate dates import report returns own_form received sample backup log
}

mod checkin_find;
mod checkin_property;
mod damage;
mod event_property;
mod finest;
mod import_decide;
mod import_property;
mod import_truth;
mod import_undo;
mod office;
mod organization_property;
mod person_filter;
mod person_rules;
mod report_records;
mod report_year;
mod return_rules;
mod service_property;
mod withdrawn;

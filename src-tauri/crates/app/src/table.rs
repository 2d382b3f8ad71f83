//! The one table of commands (`design.md` 2, rule 1).
//!
//! A line here is a command in every host: its role, whether it writes, its request and response, and the
//! function that does it. The router, the TypeScript types and `yinhui commands` all come from these lines.

use crate::command::{Who, commands};
use crate::{
    backup, card, care, centre, checkin, duplicate, event, file, import, ledger, log, notice, operator,
    organization, person, photo, purpose, recovery, relative, report, self_service, session, shift, system,
    team, unit, view,
};

commands! {
    // name                  may call   kind   request => response = function
    "system.status"          Anyone     read   () => system::Status = system::status;
    "system.setup"           Anyone     write  system::Setup => system::SetupDone = system::setup;
    "system.cancel"          Anyone     read   system::Cancel => () = system::cancel;
    "session.names"          Anyone     read   () => Vec<String> = session::names;
    "session.login"          Anyone     write  session::Login => session::LoggedIn = session::login;
    "session.lock"           Anyone     read   () => () = session::lock;
    "session.recover"        Anyone     write  session::Recover => session::Recovered = session::recover;
    "recovery.confirm"       Admin      write  recovery::ConfirmRecovery => () = recovery::confirm;
    "recovery.renew"         Admin      write  () => recovery::RecoveryCode = recovery::renew;
    "operator.list"          Admin      read   () => Vec<operator::Operator> = operator::list;
    "operator.add"           Admin      write  operator::AddOperator => operator::Operator = operator::add;
    "operator.disable"       Admin      write  operator::OperatorRef => operator::Operator = operator::disable;
    "operator.password"      Everyone   write  operator::ChangePassword => () = operator::password;
    "centre.get"             Everyone   read   () => centre::Centre = centre::get;
    "centre.save"            Admin      write  centre::Centre => centre::Centre = centre::save;
    "purpose.list"           Everyone   read   () => Vec<purpose::Purpose> = purpose::list;
    "purpose.save"           Admin      write  purpose::SavePurpose => purpose::Purpose = purpose::save;
    "file.choose"            Anyone     read   file::ChooseFile => file::Chosen = file::choose;
    "file.save_as"           Everyone   read   file::SaveFile => file::Chosen = file::save_as;
    "person.fields"          Everyone   read   () => Vec<person::FieldInfo> = person::fields;
    "person.list"            Readers    read   person::ListPeople => person::PeoplePage = person::list;
    "person.get"             Everyone   read   person::PersonRef => person::PersonPage = person::get;
    "person.save"            Desk       write  person::SavePerson => person::SavedPerson = person::save;
    "person.change_state"    Admin      write  person::ChangeState => person::PersonPage = person::change_state;
    "person.history"         Readers    read   person::PersonRef => Vec<person::HistoryEntry> = person::history;
    "person.dates"           Readers    read   person::ListDates => person::DateList = person::dates;
    "person.completeness"    Readers    read   () => person::Completeness = person::completeness;
    "person.merge"           Admin      write  person::MergePeople => person::PersonRef = person::merge;
    "person.unmerge"         Admin      write  person::PersonRef => person::Unmerged = person::unmerge;
    "person.move_visits"     Admin      write  person::MoveVisits => person::PersonRef = person::move_visits;
    "duplicate.list"         Admin      read   duplicate::ListDuplicates => duplicate::DuplicatePage = duplicate::list;
    "duplicate.compare"      Admin      read   duplicate::PairRef => duplicate::Comparison = duplicate::compare;
    "duplicate.dismiss"      Admin      write  duplicate::PairRef => () = duplicate::dismiss;
    "card.list"              Desk       read   person::PersonRef => Vec<card::Card> = card::list;
    "card.give"              Desk       write  card::GiveCard => card::Card = card::give;
    "card.end"               Desk       write  card::EndCard => card::Card = card::end;
    "card.faces"             Desk       write  card::CardFaces => Vec<card::CardFace> = card::faces;
    "card.renew"             Desk       write  card::CardRef => card::Card = card::renew;
    "person.decline"         Desk       write  person::Decline => () = person::decline;
    "person.revert"          Admin      write  person::Revert => person::SavedPerson = person::revert;
    "notice.leave"           Desk       write  notice::LeaveNotice => notice::Notice = notice::leave;
    "notice.told"            Desk       write  notice::NoticeRef => notice::Notice = notice::told;
    "relative.list"          Everyone   read   person::PersonRef => Vec<relative::Relative> = relative::list;
    "relative.save"          Desk       write  relative::SaveRelative => relative::Relative = relative::save;
    "relative.remove"        Desk       write  relative::RelativeRef => () = relative::remove;
    "relative.reveal"        Desk       write  relative::RelativeRef => person::Revealed = relative::reveal;
    "photo.get"              Everyone   read   person::PersonRef => photo::Photo = photo::get;
    "photo.save"             Desk       write  photo::SavePhoto => () = photo::save;
    "photo.remove"           Desk       write  person::PersonRef => () = photo::remove;
    "team.list"              Everyone   read   () => Vec<team::Team> = team::list;
    "team.save"              Admin      write  team::SaveTeam => organization::Saved = team::save;
    "team.join"              Admin      write  team::Join => organization::Saved = team::join;
    "team.leave"             Admin      write  team::Leave => () = team::leave;
    "organization.join"      Admin      write  organization::JoinFunctional => organization::Saved = organization::join;
    "organization.leave"     Admin      write  team::Leave => () = organization::leave;
    "care.bereaved"          Readers    read   care::ListBereaved => Vec<care::Bereaved> = care::bereaved;
    "care.follow_up"         Admin      write  care::FollowUp => () = care::follow_up;
    "view.list"              Readers    read   view::ViewPage => Vec<view::View> = view::list;
    "view.save"              Readers    write  view::SaveView => view::View = view::save;
    "view.remove"            Readers    write  view::ViewRef => () = view::remove;
    "shift.list"             Desk       read   () => Vec<shift::ShiftNote> = shift::list;
    "shift.write"            Desk       write  shift::WriteShift => organization::Saved = shift::write;
    "shift.read"             Desk       write  shift::ShiftRef => () = shift::read;
    "person.reveal"          Admin      write  person::Reveal => person::Revealed = person::reveal;
    "person.export"          Reporters  write  person::ExportPeople => person::Exported = person::export;
    "organization.list"      Everyone   read   () => Vec<organization::Organization> = organization::list;
    "organization.save"      Admin      write  organization::SaveOrganization => organization::Saved = organization::save;
    "unit.list"              Everyone   read   () => Vec<unit::Unit> = unit::list;
    "unit.save"              Admin      write  unit::SaveUnit => organization::Saved = unit::save;
    "checkin.find"           Desk       read   checkin::Find => checkin::Matches = checkin::find;
    "checkin.person"         Desk       write  checkin::CheckInPerson => checkin::CheckedIn = checkin::person;
    "checkin.group"          Desk       write  checkin::CheckInGroup => checkin::GroupCheckedIn = checkin::group;
    "checkin.guest"          Desk       write  checkin::CheckInGuest => checkin::GroupCheckedIn = checkin::guest;
    "checkin.leave"          Desk       write  checkin::LeaveBuilding => checkin::Left = checkin::leave;
    "checkin.inside"         Desk       read   () => checkin::Inside = checkin::inside;
    "checkin.back_enter"     Desk       write  checkin::BackEnter => checkin::BackEntered = checkin::back_enter;
    "checkin.undo"           Desk       write  checkin::PresenceRef => import::Undone = checkin::undo;
    "self_service.begin"     Desk       read   self_service::BeginSelfService => self_service::SelfServiceBegun = self_service::begin;
    "self_service.check_in"  SelfService write self_service::SelfCheckIn => self_service::SelfWelcome = self_service::check_in;
    "self_service.end"       SelfService read  self_service::EndSelfService => Option<session::LoggedIn> = self_service::end;
    "checkin.day"            Everyone   read   checkin::ShowDay => checkin::Day = checkin::day;
    "checkin.span"           Everyone   read   checkin::ShowSpan => checkin::Span = checkin::span;
    "checkin.export"         Reporters  write  checkin::ExportSpan => person::Exported = checkin::export;
    "event.list"             Everyone   read   event::ListEvents => Vec<event::EventRow> = event::list;
    "event.get"              Everyone   read   event::EventRef => event::EventPage = event::get;
    "event.save"             Desk       write  event::SaveEvent => organization::Saved = event::save;
    "event.register"         Desk       write  event::Register => event::Registered = event::register;
    "event.mark"             Desk       write  event::MarkRegistration => () = event::mark;
    "event.attend"           Desk       write  event::Attend => event::Attended = event::attend;
    "ledger.kinds"           Everyone   read   () => Vec<ledger::LedgerInfo> = ledger::kinds;
    "ledger.list"            Everyone   read   ledger::ListEntries => ledger::EntryPage = ledger::list;
    "ledger.save"            Desk       write  ledger::SaveEntry => ledger::EntryRow = ledger::save;
    "ledger.remove"          Desk       write  ledger::EntryRef => () = ledger::remove;
    "ledger.export"          Reporters  write  ledger::ExportEntries => person::Exported = ledger::export;
    "import.plan"            Admin      read   import::PlanImport => import::ImportPlan = import::plan;
    "import.replan"          Admin      read   import::ReplanImport => import::ImportPlan = import::replan;
    "import.rows"            Admin      read   import::ShowRows => import::ImportRows = import::rows;
    "import.clusters"        Admin      read   import::PlanRef => Vec<import::Cluster> = import::clusters;
    "import.readings"        Admin      read   import::PlanRef => import::Readings = import::readings;
    "import.problem_table"   Admin      read   import::WriteProblems => person::Exported = import::problem_table;
    "import.template"        Everyone   read   import::WriteTemplate => person::Exported = import::template;
    "import.run"             Admin      write  import::PlanRef => import::ImportReport = import::run;
    "import.list"            Admin      read   () => Vec<import::ImportReport> = import::list;
    "import.report"          Admin      read   import::ImportRef => import::ImportReport = import::report;
    "import.undo"            Admin      write  import::ImportRef => import::Undone = import::undo;
    "report.annual"          Readers    read   report::YearRef => report::Annual = report::annual;
    "report.cell"            Readers    read   report::OpenCell => report::OpenedCell = report::cell;
    "report.export"          Reporters  write  report::ExportAnnual => person::Exported = report::export;
    "backup.create"          Admin      write  backup::BackupFile => backup::BackupInfo = backup::create;
    "backup.show"            Admin      read   backup::BackupFile => backup::BackupInfo = backup::show;
    "backup.verify"          Admin      read   backup::BackupFile => backup::Verified = backup::verify;
    "backup.restore"         Anyone     write  backup::Restore => backup::Restored = backup::restore;
    "log.list"               Admin      read   log::ListLog => log::LogPage = log::list;
    "log.undo"               Everyone   write  log::OperationRef => import::Undone = log::undo;
}

//! Every command for every role, and for nobody: allowed exactly as the table says.

use serde_json::Value;
use yinhui_app::operator::Role;
use yinhui_app::{COMMANDS, Code};
use yinhui_testkit::Desk;

/// Who may call what, written out: the table must not change it unnoticed. A for 管理员, R for 统计, D for 前台,
/// V for 查看, - for nobody logged in. 自助 is of its own: `self_service.rs`.
const ALLOWED: &[(&str, &str)] = &[
    ("system.status", "ARDV-"),
    ("system.setup", "ARDV-"),
    ("system.cancel", "ARDV-"),
    ("session.names", "ARDV-"),
    ("session.login", "ARDV-"),
    ("session.lock", "ARDV-"),
    ("session.recover", "ARDV-"),
    ("backup.restore", "ARDV-"),
    ("recovery.confirm", "A"),
    ("recovery.renew", "A"),
    ("operator.list", "A"),
    ("operator.add", "A"),
    ("operator.disable", "A"),
    ("operator.password", "ARDV"),
    ("centre.get", "ARDV"),
    ("centre.save", "A"),
    ("purpose.list", "ARDV"),
    ("purpose.save", "A"),
    ("file.choose", "ARDV-"),
    ("file.save_as", "ARDV"),
    ("person.fields", "ARDV"),
    ("person.list", "ARV"),
    ("person.get", "ARDV"),
    ("person.save", "AD"),
    ("person.change_state", "A"),
    ("person.history", "ARV"),
    ("person.reveal", "A"),
    ("person.export", "AR"),
    ("organization.list", "ARDV"),
    ("organization.save", "A"),
    ("unit.list", "ARDV"),
    ("unit.save", "A"),
    ("checkin.find", "AD"),
    ("checkin.person", "AD"),
    ("checkin.group", "AD"),
    ("checkin.guest", "AD"),
    ("checkin.undo", "AD"),
    ("checkin.day", "ARDV"),
    ("self_service.begin", "AD"),
    ("self_service.check_in", ""),
    ("self_service.end", ""),
    ("checkin.leave", "AD"),
    ("checkin.inside", "AD"),
    ("checkin.back_enter", "AD"),
    ("card.list", "AD"),
    ("card.give", "AD"),
    ("card.end", "AD"),
    ("card.faces", "AD"),
    ("talent.list", "ARV"),
    ("talent.get", "ARDV"),
    ("talent.save", "A"),
    ("talent.change_state", "A"),
    ("talent.counts", "ARV"),
    ("talent.rules", "ARDV"),
    ("talent.save_rules", "A"),
    ("talent.export", "AR"),
    ("event.copy", "AD"),
    ("event.order", "AD"),
    ("event.read_roster", "AD"),
    ("event.rules", "ARDV"),
    ("event.save_rules", "A"),
    ("event.kinds", "ARDV"),
    ("event.save_kinds", "A"),
    ("event.menu", "ARDV"),
    ("event.save_menu", "A"),
    ("event.templates", "ARDV"),
    ("event.save_templates", "AD"),
    ("event.certificate", "ARDV"),
    ("event.save_certificate", "A"),
    ("attachment.list", "ARDV"),
    ("attachment.get", "ARDV"),
    ("attachment.add", "AD"),
    ("attachment.remove", "AD"),
    ("attachment.restore", "AD"),
    ("attachment.save_as", "AD"),
    ("venue.list", "ARDV"),
    ("venue.save", "A"),
    ("venue.uses", "ARDV"),
    ("venue.book", "AD"),
    ("venue.cancel", "AD"),
    ("venue.record", "AD"),
    ("venue.export", "AR"),
    ("score.sheets", "ARDV"),
    ("score.save_sheet", "A"),
    ("score.remove_sheet", "A"),
    ("score.read_items", "A"),
    ("score.table", "ARDV"),
    ("score.get", "ARDV"),
    ("score.mark", "AD"),
    ("score.could_show", "ARDV"),
    ("score.save_evidence", "AD"),
    ("score.export", "AR"),
    ("ledger.dues_rule", "ARDV"),
    ("ledger.save_dues_rule", "A"),
    ("ledger.dues", "ARDV"),
    ("ledger.kinds", "ARDV"),
    ("ledger.list", "ARDV"),
    ("ledger.save", "AD"),
    ("ledger.remove", "AD"),
    ("ledger.restore", "AD"),
    ("ledger.export", "AR"),
    ("event.export_roster", "AR"),
    ("event.of_person", "ARDV"),
    ("event.sheet", "ARDV"),
    ("event.series_list", "ARDV"),
    ("event.series", "ARDV"),
    ("event.save_series", "AD"),
    ("event.enrol", "AD"),
    ("event.end_enrolment", "AD"),
    ("organization.details", "ARDV"),
    ("organization.get", "ARDV"),
    ("organization.members", "ARV"),
    ("organization.counts", "ARV"),
    ("organization.transfer", "A"),
    ("organization.due", "ARDV"),
    ("organization.life", "ARDV"),
    ("organization.attendance", "ARDV"),
    ("organization.rules", "ARDV"),
    ("organization.save_rules", "A"),
    ("organization.save_term", "A"),
    ("organization.remove_term", "A"),
    ("event.list", "ARDV"),
    ("event.get", "ARDV"),
    ("event.save", "AD"),
    ("event.register", "AD"),
    ("event.mark", "AD"),
    ("report.forms", "ARV"),
    ("report.form", "ARV"),
    ("report.save_form", "AR"),
    ("report.remove_form", "AR"),
    ("report.export_form", "AR"),
    ("report.received", "ARV"),
    ("report.received_form", "ARV"),
    ("report.save_received", "AR"),
    ("report.remove_received", "AR"),
    ("report.read_received", "AR"),
    ("report.add_received", "AR"),
    ("report.export_received", "AR"),
    ("report.read_form", "AR"),
    ("event.attend", "AD"),
    ("event.count", "AD"),
    ("checkin.months", "ARDV"),
    ("care.export_due", "AR"),
    ("care.export_medals", "AR"),
    ("card.renew", "AD"),
    ("person.decline", "AD"),
    ("person.own_labels", "ARDV"),
    ("person.save_own", "AD"),
    ("person.revert", "A"),
    ("notice.leave", "AD"),
    ("notice.told", "AD"),
    ("relative.list", "ARDV"),
    ("relative.save", "AD"),
    ("relative.remove", "AD"),
    ("relative.reveal", "AD"),
    ("photo.get", "ARDV"),
    ("photo.save", "AD"),
    ("photo.remove", "AD"),
    ("team.list", "ARDV"),
    ("team.save", "A"),
    ("team.get", "ARV"),
    ("team.set_post", "A"),
    ("team.export", "AR"),
    ("team.kinds", "ARDV"),
    ("team.save_kinds", "A"),
    ("team.join", "A"),
    ("team.leave", "A"),
    ("organization.join", "A"),
    ("organization.leave", "A"),
    ("care.bereaved", "ARV"),
    ("care.follow_up", "A"),
    ("sample.build", "A"),
    ("report.rulings", "ARV"),
    ("report.series", "ARV"),
    ("care.due", "ARV"),
    ("care.medals", "ARV"),
    ("care.rules", "ARDV"),
    ("care.save_rules", "A"),
    ("ledger.read_file", "AD"),
    ("ledger.add", "AD"),
    ("volunteer.totals", "ARDV"),
    ("volunteer.hours_of_event", "ARDV"),
    ("volunteer.issue", "AD"),
    ("volunteer.certificate", "ARDV"),
    ("view.list", "ARV"),
    ("view.save", "ARV"),
    ("view.remove", "ARV"),
    ("shift.list", "AD"),
    ("shift.write", "AD"),
    ("shift.read", "AD"),
    ("checkin.span", "ARDV"),
    ("checkin.export", "AR"),
    ("duplicate.list", "A"),
    ("duplicate.compare", "A"),
    ("duplicate.dismiss", "A"),
    ("person.dates", "ARV"),
    ("person.completeness", "ARV"),
    ("person.merge", "A"),
    ("person.unmerge", "A"),
    ("person.move_visits", "A"),
    ("import.plan", "A"),
    ("import.replan", "A"),
    ("import.rows", "A"),
    ("import.clusters", "A"),
    ("import.problem_table", "A"),
    ("import.template", "ARDV"),
    ("import.readings", "A"),
    ("import.run", "A"),
    ("import.list", "A"),
    ("import.report", "A"),
    ("import.undo", "A"),
    ("report.annual", "ARV"),
    ("report.cell", "ARV"),
    ("report.export", "AR"),
    ("report.add_amount", "AR"),
    ("report.remove_amount", "AR"),
    ("report.rule", "AR"),
    ("report.note", "AR"),
    ("report.rules", "ARV"),
    ("report.save_rules", "A"),
    ("report.freeze", "AR"),
    ("report.unfreeze", "AR"),
    ("report.differences", "ARV"),
    ("backup.create", "A"),
    ("backup.show", "A"),
    ("backup.verify", "A"),
    ("log.list", "A"),
    ("log.undo", "ARDV"),
];

#[test]
fn each_role_may_call_what_it_should_and_nothing_else() {
    let desk = Desk::new();
    let roles = [('R', Some(Role::Report)), ('D', Some(Role::Desk)), ('V', Some(Role::View)), ('-', None)];
    assert_eq!(ALLOWED.len(), COMMANDS.len(), "every command stands in both lists");
    for command in COMMANDS {
        let (_, allowed) = ALLOWED.iter().find(|(name, _)| *name == command.name).expect(command.name);
        let own = command.name.starts_with("self_service.") && allowed.is_empty();
        assert!(allowed.contains('A') || own, "{}: 管理员 may do everything", command.name);
        for (letter, role) in roles {
            let seat = role.map_or_else(|| desk.nobody(), |role| desk.as_role(role));
            // A request no command can read: who is let through is told that it is wrong, and nothing is done.
            let answer = seat.call(command.name, Value::from("不是参数"), None);
            let refused = answer.expect_err(command.name);
            let wanted = if allowed.contains(letter) { Code::Invalid } else { Code::Forbidden };
            assert_eq!(refused.code, wanted, "{} by {letter}: {}", command.name, refused.message);
        }
        let refused = desk.admin().call(command.name, Value::from("不是参数"), None).expect_err(command.name);
        let wanted = if own { Code::Forbidden } else { Code::Invalid };
        assert_eq!(refused.code, wanted, "{} by 管理员", command.name);
    }
}

#[test]
fn what_each_role_sees_of_a_person_is_masked() {
    use serde_json::json;
    let desk = Desk::new();
    let id = desk.register(&yinhui_testkit::Person::ai_wen());
    for role in [Role::Report, Role::Desk, Role::View] {
        let seat = desk.as_role(role);
        let page = seat.did("person.get", json!({ "id": id })).to_string();
        assert!(!page.contains("13987651234") && !page.contains("53282219490305"), "{role:?}");
        seat.err("person.reveal", json!({ "id": id, "field": "phones" }), Code::Forbidden);
        if role != Role::Desk {
            let list = seat.did("person.list", json!({ "limit": 5 })).to_string();
            assert!(!list.contains("13987651234") && !list.contains("53282219490305"), "{role:?}");
        }
    }
}

#[test]
fn a_session_that_is_over_or_made_up_lets_nobody_in() {
    let desk = Desk::new();
    for token in ["", "0", "\u{0}", &"f".repeat(48), &"f".repeat(100_000)] {
        let call = yinhui_app::Call {
            command: "person.list".into(),
            args: serde_json::json!({}),
            session: Some(token.into()),
            request: None,
        };
        assert_eq!(desk.app().call(&call).unwrap_err().code, Code::Forbidden);
    }
}

use yinhui_store::log::OperationRecord;

/// What an operation was, in a clerk's words; of an export what it was for, and that it was whole.
pub(crate) fn label(operation: &OperationRecord) -> String {
    let word = word(&operation.kind);
    if operation.undoes.is_some() && !operation.kind.ends_with("undo") {
        return format!("撤销{word}");
    }
    let purpose = operation.purpose.as_ref().map(|purpose| format!("用途：{purpose}"));
    let whole = operation.taken.as_deref().is_some_and(|taken| taken.ends_with("_full"));
    let told = purpose.into_iter().chain(whole.then(|| "未遮盖".to_owned())).collect::<Vec<_>>();
    if told.is_empty() { word.into() } else { format!("{word}（{}）", told.join("，")) }
}

/// The words for a command that writes.
pub(crate) fn word(kind: &str) -> &'static str {
    match kind {
        "system.setup" => "建立中心",
        "session.login" => "登录",
        "session.recover" => "用恢复码重设密码",
        "recovery.confirm" => "核对恢复码",
        "recovery.renew" => "更换恢复码",
        "operator.add" => "新增操作员",
        "operator.disable" => "停用操作员",
        "operator.password" => "修改密码",
        "centre.save" => "修改中心设置",
        "purpose.save" => "修改到馆用途",
        "person.save" => "登记或修改人员",
        "person.change_state" => "变更人员状态",
        "person.merge" => "合并人员",
        "person.unmerge" => "拆开合并",
        "person.move_visits" => "改记到馆记录",
        "duplicate.dismiss" => "标为不是同一人",
        "card.give" => "发会员卡",
        "card.end" => "停用会员卡",
        "card.faces" => "打印会员卡",
        "event.save" => "登记或修改活动",
        "event.register" => "活动报名",
        "event.mark" => "改报名状态",
        "event.export_roster" => "导出活动花名册",
        "event.save_series" => "登记或修改系列活动",
        "event.enrol" => "系列活动报名",
        "event.end_enrolment" => "退出系列活动",
        "event.copy" => "照办活动",
        "event.order" => "排定名单次序",
        "event.save_rules" => "修改活动规则",
        "event.save_kinds" => "修改活动类别",
        "event.save_menu" => "修改活动菜单",
        "event.save_templates" => "修改活动模板",
        "event.save_certificate" => "修改参加证明",
        "attachment.add" => "添加附件",
        "attachment.remove" => "移除附件",
        "attachment.restore" => "放回附件",
        "attachment.save_as" => "取出附件",
        "venue.save" => "登记或修改场地",
        "venue.book" => "预约场地",
        "venue.cancel" => "取消场地预约",
        "venue.record" => "登记场地使用人数",
        "venue.export" => "导出场地使用",
        "score.save_sheet" => "登记或修改评分表",
        "score.remove_sheet" => "移除评分表",
        "score.mark" => "评分",
        "score.export" => "导出评分表",
        "ledger.save_dues_rule" => "修改党费标准",
        "event.attend" => "活动点名",
        "event.count" => "清点现场人数",
        "card.renew" => "会员卡续期",
        "person.save_own" => "修改自定义项目",
        "person.decline" => "记下不愿提供",
        "person.revert" => "改回一项",
        "notice.leave" => "留通知",
        "notice.told" => "通知已告知",
        "relative.save" => "登记或修改亲属",
        "relative.remove" => "移除亲属",
        "relative.reveal" => "查看亲属电话",
        "photo.save" => "更换照片",
        "photo.remove" => "移除照片",
        "team.save" => "登记或修改团队",
        "team.set_post" => "登记团队职务",
        "team.export" => "导出团队成员",
        "team.save_kinds" => "修改团队类别",
        "team.join" => "加入团队",
        "team.leave" => "离开团队",
        "organization.join" => "加入功能型党支部",
        "organization.leave" => "离开功能型党支部",
        "sample.build" => "装入示例中心",
        "care.save_rules" => "修改走访规则",
        "volunteer.issue" => "开具志愿服务证明",
        "ledger.add" => "成批登记台账",
        "report.save_form" => "编辑自编报表",
        "report.remove_form" => "移除自编报表",
        "report.export_form" => "导出报表样式",
        "care.export_due" => "导出走访名单",
        "care.export_medals" => "导出纪念章名单",
        "care.follow_up" => "遗属跟进办结",
        "view.save" => "保存视图",
        "view.remove" => "移除视图",
        "shift.write" => "写交班留言",
        "shift.read" => "交班留言已读",
        "talent.save" => "登记或修改人才",
        "talent.change_state" => "变更人才状态",
        "talent.save_rules" => "修改人才库规则",
        "talent.export" => "导出人才库",
        "ledger.save" => "登记或修改台账",
        "ledger.remove" => "移除台账记录",
        "ledger.restore" => "放回台账记录",
        "ledger.export" => "导出台账",
        "checkin.export" => "导出到馆统计",
        "checkin.leave" => "离馆登记",
        "checkin.back_enter" => "补录签到",
        "person.reveal" => "查看完整号码",
        "person.export" => "导出人员",
        "organization.save" => "登记或修改党组织",
        "organization.transfer" => "转接组织关系",
        "organization.save_rules" => "修改任期和会议规则",
        "organization.save_term" => "登记或修改届次",
        "organization.remove_term" => "移除届次",
        "unit.save" => "登记或修改单位",
        "checkin.person" => "签到",
        "checkin.group" => "团体登记",
        "self_service.check_in" => "自助签到",
        "checkin.guest" => "来宾登记",
        "checkin.undo" => "撤销签到",
        "import.run" => "导入花名册",
        "import.undo" => "撤销导入",
        "report.export" => "导出统计表",
        "report.add_amount" => "补录统计数",
        "report.remove_amount" => "撤销补录",
        "report.rule" => "裁定统计归属",
        "report.note" => "写审核说明",
        "report.save_rules" => "修改定稿规则",
        "report.freeze" => "定稿",
        "report.unfreeze" => "撤销定稿",
        "backup.create" => "备份",
        "backup.restore" => "从备份恢复",
        "log.undo" => "撤销",
        _ => "其他操作",
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_command_that_writes_has_words_for_the_log() {
        for command in crate::COMMANDS.iter().filter(|command| command.writes) {
            assert_ne!(super::word(command.name), "其他操作", "{}", command.name);
        }
    }
}

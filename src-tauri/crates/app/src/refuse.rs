//! What a clerk may see of what went wrong in the store or a workbook: decided here and nowhere else.

use crate::error::{ApiError, Code};
use yinhui_sheet::SheetError;
use yinhui_store::StoreError;

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match &error {
            StoreError::WrongPassword => Self::new(Code::WrongPassword, "密码不对，请再试一次。"),
            StoreError::SlotDamaged(_) => Self::new(
                Code::SlotDamaged,
                "这位操作员的钥匙文件损坏了，密码没有错。请用打印的恢复码进入，再重设密码。",
            ),
            StoreError::NoSlot => Self::new(Code::NoOperator, "没有这位操作员，请核对姓名。"),
            StoreError::RecoveryMistyped => {
                Self::invalid("code", "recovery_code", "恢复码抄写有误，请对照打印件逐组核对。")
            }
            StoreError::InUse => Self::new(Code::InUse, "银辉前台已经打开了这份数据，请先关闭另一个窗口。"),
            StoreError::NetworkDrive(_) => Self::new(
                Code::NetworkDrive,
                "数据文件夹在网络盘上，断网时会丢数据。请改放在这台电脑的本地磁盘。",
            ),
            StoreError::NotEmpty => Self::new(Code::NotEmpty, "这个文件夹里已经有东西，请换一个空文件夹。"),
            StoreError::Missing => Self::new(
                Code::Damaged,
                "没有找到数据文件 yinhui.db，可能被移走或删除。请从备份恢复，或把文件放回数据文件夹。",
            ),
            StoreError::TooNew { found, known } => Self::new(
                Code::FileTooNew,
                format!(
                    "这份数据由更新版本的程序写成（数据版本 {found}，本程序只认到 {known}）。请先更新银辉前台。"
                ),
            ),
            StoreError::Damaged { kept_as } => Self::new(
                Code::Damaged,
                format!("数据文件已损坏，原样保留为 {kept_as}，没有丢弃。请从最近的备份恢复。"),
            ),
            StoreError::BadBackup(_) => {
                Self::new(Code::Unreadable, "这不是一份完好的银辉备份，没有改动任何数据。请换一份备份。")
            }
            StoreError::NotFound(what) => Self::not_found(noun(what)),
            StoreError::Conflict("undone already") => Self::new(Code::Conflict, "这一步已经撤销过了。"),
            StoreError::Conflict("request") => {
                Self::new(Code::Conflict, "这个操作编号已经用过，没有重复执行。")
            }
            StoreError::Conflict("inside another merge") => {
                Self::new(Code::Conflict, "这次合并外面还套着另一次合并，请先拆开外面的那一次。")
            }
            StoreError::Conflict("merged already" | "merged with nobody") => {
                Self::new(Code::Conflict, "其中一位已经合并到别的记录，或者不在册了，请刷新后再试。")
            }
            StoreError::Conflict("merged away") => {
                Self::new(Code::Conflict, "这份记录已经合并到另一位人员，请在那一位的页面上办理。")
            }
            StoreError::Conflict("attached already") => {
                Self::new(Code::Conflict, "这份附件已经加过了，没有重复保存。")
            }
            StoreError::Conflict("sheet of that year") => {
                Self::new(Code::Conflict, "这个项目在这一年度已经有评分表，请直接修改那一张。")
            }
            StoreError::Conflict("item scored") => {
                Self::new(Code::Conflict, "有条目已经评过分或关联了佐证，不能删去。请先清空它的得分和佐证。")
            }
            StoreError::Conflict("form of that sender") => {
                Self::new(Code::Conflict, "这个单位这一年度已经有这张表，请直接修改那一张。")
            }
            StoreError::Conflict("scored above") => {
                Self::new(Code::Conflict, "有党组织的得分高于新的满分，请先改得分。")
            }
            StoreError::Conflict("venue of that name") => {
                Self::new(Code::Conflict, "已有同名的场地，请换一个名称。")
            }
            StoreError::Conflict("merged with itself") => Self::new(Code::Conflict, "请选两位不同的人。"),
            StoreError::Conflict(_) => {
                Self::new(Code::Conflict, "与已有的记录冲突（例如名称重复），没有保存。")
            }
            StoreError::Cancelled => Self::new(Code::Cancelled, "已停止，没有改动任何数据。"),
            StoreError::DiskFull => Self::new(Code::DiskFull, "磁盘满了，没有保存。请清理磁盘后再试。"),
            StoreError::ReadOnly => {
                Self::new(Code::ReadOnly, "文件夹不能写入，没有保存。请检查权限或换一个位置。")
            }
            StoreError::IsFolder => is_folder(),
            StoreError::Io { source, .. } if source.kind() == std::io::ErrorKind::NotFound => {
                Self::new(Code::NotFound, "没有找到这个文件，可能已被移走或改名。请重新选择。")
            }
            StoreError::Sqlite(_)
            | StoreError::Io { .. }
            | StoreError::Json(_)
            | StoreError::Crypto(_)
            | StoreError::Broken(_) => Self::fault(&error),
        }
    }
}

/// A folder was named where a file is to be written.
pub(crate) fn is_folder() -> ApiError {
    ApiError::new(Code::Invalid, "这是一个文件夹，请写明要保存的文件名。")
}

fn noun(what: &str) -> &'static str {
    match what {
        "person" => "人员记录",
        "presence" => "签到记录",
        "operator" => "操作员",
        "unit" => "单位",
        "organization" => "党组织",
        "import" => "导入记录",
        "purpose" => "到馆用途",
        "operation" => "操作",
        "card" => "会员卡",
        "event" => "活动",
        "registration" => "报名",
        "notice" => "通知",
        "relative" => "亲属记录",
        "team" => "团队",
        "entry" => "台账记录",
        "talent" => "人才登记",
        "term" => "届次",
        "post" => "任职记录",
        "series" => "系列活动",
        "enrolment" => "系列报名",
        "attachment" => "附件",
        "frozen return" | "frozen_return" => "定稿",
        "return_amount" => "补录",
        "return_form" => "自编报表",
        "past_composition" => "构成变更",
        "received_return" => "下级报表",
        "score_sheet" => "评分表",
        "score_item" => "评分条目",
        "venue" => "场地",
        "booking" => "场地预约",
        "team_member" | "membership" => "加入记录",
        "saved_view" => "视图",
        "shift_note" => "交班留言",
        _ => "记录",
    }
}

impl From<SheetError> for ApiError {
    fn from(error: SheetError) -> Self {
        let code = match error {
            SheetError::Encrypted => Code::Encrypted,
            SheetError::TooLarge(_) => Code::TooLarge,
            _ => Code::Unreadable,
        };
        let told = error.to_string();
        Self::new(code, format!("{}。", told.trim_end_matches('。')))
    }
}

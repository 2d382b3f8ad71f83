//! The words of the command line (`design.md` 7): a stable contract.

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// 银辉前台：离退休干部党群服务中心前台程序的命令行
#[derive(Debug, Parser)]
#[command(name = "yinhui", version, propagate_version = true)]
pub(crate) struct Args {
    /// 数据文件夹
    #[arg(long, global = true, env = "YINHUI_DATA", default_value = "yinhui-data")]
    pub data: PathBuf,
    /// 操作员姓名；只有一位时可以不写
    #[arg(long, global = true)]
    pub operator: Option<String>,
    /// 密码所在的文件；不写则取环境变量 YINHUI_PASSWORD，再不然在终端询问
    #[arg(long, global = true)]
    pub password_file: Option<PathBuf>,
    /// 结果写成一个 JSON 值
    #[arg(long, global = true)]
    pub json: bool,
    #[command(subcommand)]
    pub verb: Verb,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// 在空文件夹里建立中心
    Init {
        /// 中心全称
        #[arg(long)]
        centre: String,
        /// 地区
        #[arg(long)]
        region: Option<String>,
    },
    /// 在空文件夹里建立示例中心：人员全部虚构，操作员为“示例”
    Demo {
        /// 数据所属的年度；不写为上一年
        #[arg(long)]
        year: Option<i64>,
        /// 换一个数，换一批人
        #[arg(long)]
        seed: Option<i64>,
    },
    /// 操作员
    #[command(subcommand)]
    Operator(OperatorVerb),
    /// 恢复码
    #[command(subcommand)]
    Recovery(RecoveryVerb),
    /// 用打印的恢复码重设一位操作员的密码
    Recover {
        /// 恢复码所在的文件
        #[arg(long)]
        code_file: PathBuf,
        /// 新密码所在的文件
        #[arg(long)]
        new_password_file: PathBuf,
    },
    /// 导入花名册：默认只核对，加 --commit 才写入
    Import(ImportArgs),
    /// 导入记录
    #[command(subcommand)]
    Imports(ImportsVerb),
    /// 签到；`checkin undo ID` 撤销一次签到
    Checkin(CheckinArgs),
    /// 人员
    #[command(subcommand)]
    People(PeopleVerb),
    /// 统计上报
    #[command(subcommand)]
    Report(ReportVerb),
    /// 撤销一步操作
    Undo {
        /// 操作编号
        operation: String,
    },
    /// 操作日志
    Log {
        /// 从这一天或这一刻起
        #[arg(long)]
        since: Option<String>,
    },
    /// 备份；`backup show F` 查看一份备份
    Backup(BackupArgs),
    /// 从备份恢复；原有数据另名保留
    Restore {
        /// 备份文件
        file: PathBuf,
        /// 用恢复码打开备份
        #[arg(long)]
        recovery_file: Option<PathBuf>,
    },
    /// 检查数据是否完好
    Verify {
        /// 与这份备份比对
        #[arg(long)]
        against: Option<PathBuf>,
    },
    /// 在本机浏览器里使用
    Serve {
        /// 端口；0 为任意空闲端口
        #[arg(long, default_value_t = 0)]
        port: u16,
    },
    /// 直接执行命令表里的命令
    Rpc {
        /// 命令名
        #[arg(required_unless_present = "lines")]
        command: Option<String>,
        /// 参数 JSON；- 为标准输入
        args: Option<String>,
        /// 逐行读取 {"id","cmd","args"}，逐行回答
        #[arg(long, conflicts_with = "command")]
        lines: bool,
    },
    /// 列出全部命令
    Commands,
}

#[derive(Debug, Subcommand)]
pub(crate) enum OperatorVerb {
    /// 列出
    List,
    /// 新增
    Add {
        name: String,
        /// 管理员、统计、前台、查看
        #[arg(long)]
        role: String,
        /// 新操作员密码所在的文件
        #[arg(long)]
        new_password_file: PathBuf,
    },
    /// 修改自己的密码
    Passwd {
        /// 新密码所在的文件
        #[arg(long)]
        new_password_file: PathBuf,
    },
    /// 停用
    Disable { name: String },
}

#[derive(Debug, Subcommand)]
pub(crate) enum RecoveryVerb {
    /// 换一个新的恢复码，旧的作废
    Renew,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Target {
    People,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Policy {
    Fill,
    Update,
    Skip,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Suspect {
    New,
    Skip,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Hidden {
    Skip,
    Take,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ImportArgs {
    /// 花名册文件，可以多个
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// 只读这张工作表
    #[arg(long)]
    pub sheet: Option<String>,
    /// 导入到哪里
    #[arg(long, value_enum, default_value = "people")]
    pub target: Target,
    /// 已有的人：补空、更新、跳过
    #[arg(long, value_enum, default_value = "update")]
    pub policy: Policy,
    /// 疑似同一人：另存、跳过
    #[arg(long, value_enum, default_value = "new")]
    pub suspect: Suspect,
    /// 隐藏的行和表：跳过、读取
    #[arg(long, value_enum, default_value = "skip")]
    pub hidden: Hidden,
    /// 列的对应关系：{"表名": {"D": "identity", "E": null}}
    #[arg(long)]
    pub mapping: Option<PathBuf>,
    /// 把读出的人员逐行写到这个文件
    #[arg(long)]
    pub readings: Option<PathBuf>,
    /// 把没有入库或要核对的行写成问题表，改好后可以再导入
    #[arg(long)]
    pub problems: Option<PathBuf>,
    /// 核对后写入
    #[arg(long)]
    pub commit: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ImportsVerb {
    /// 列出
    List,
    /// 整批撤销
    Undo { id: String },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CheckinArgs {
    /// 卡号、身份证号、后四位、姓名、拼音；或 undo 和签到编号
    pub words: Vec<String>,
    /// 活动编号
    #[arg(long)]
    pub event: Option<String>,
    /// 到馆用途
    #[arg(long)]
    pub purpose: Option<String>,
    /// 补录的时间 2026-03-05T09:10
    #[arg(long)]
    pub at: Option<String>,
    /// 团体名称
    #[arg(long, requires = "heads", conflicts_with = "words")]
    pub group: Option<String>,
    /// 人数：老干部=9,在职=2,群众=0
    #[arg(long)]
    pub heads: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum PeopleVerb {
    /// 查找
    Find { words: String },
    /// 导出
    Export {
        /// 写到这个文件
        #[arg(long)]
        out: PathBuf,
        /// 不遮盖，全部列；须同时写明 --use
        #[arg(long, requires = "purpose")]
        full: bool,
        /// 内部、公示、上报
        #[arg(long = "use")]
        purpose: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum ReportVerb {
    /// 年度统计
    Annual {
        #[arg(long)]
        year: i64,
        /// 另存为工作簿
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// 定稿
    Freeze {
        #[arg(long)]
        year: i64,
    },
    /// 撤销定稿
    Unfreeze {
        #[arg(long)]
        year: i64,
        /// 为什么
        #[arg(long)]
        reason: Option<String>,
    },
    /// 一个数字背后的名单
    Cell {
        /// 表.指标
        cell: String,
        #[arg(long)]
        year: i64,
    },
}

#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct BackupArgs {
    /// 写到这个文件
    #[arg(long)]
    pub out: Option<PathBuf>,
    #[command(subcommand)]
    pub verb: Option<BackupVerb>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BackupVerb {
    /// 打开并查看一份备份
    Show { file: PathBuf },
}

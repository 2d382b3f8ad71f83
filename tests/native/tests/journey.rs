//! The main job in the real window: first start, the typical roster, check-ins by a real keyboard and a scanner, and
//! the year's sheet as a file.

use anyhow::Result;
use calamine::{Data, Reader, open_workbook_auto};
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};
use yinhui_native::{Screen, Window, fixture};

const CENTRE: &str = "景洪市离退休干部党群服务中心";
const OPERATOR: &str = "玉香";
const PASSWORD: &str = "yinhui2026";

#[tokio::test(flavor = "multi_thread")]
async fn from_the_first_start_to_the_years_sheet() -> Result<()> {
    let home = tempfile::tempdir()?;
    let screen = Screen::start(home.path())?;
    let window = Window::open(&screen).await?;
    let outcome = the_main_job(&screen, &window, home.path()).await;
    if outcome.is_err() {
        screen.picture(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("journey.png"));
    }
    outcome?;
    window.close().await
}

async fn the_main_job(screen: &Screen, window: &Window, home: &Path) -> Result<()> {
    window.first_start(CENTRE, OPERATOR, PASSWORD).await?;
    import(screen, window).await?;
    let visits = check_in(screen, window).await?;
    let sheet = home.join("annual.xlsx");
    export(screen, window, &sheet).await?;
    assert_eq!(figure(&sheet, "到馆人次")?, visits);
    assert_eq!(figure(&sheet, "到馆人数")?, 1.0);
    assert_eq!(window.faults().await?, json!([]), "no refused style or script, no error on any page");
    lock(window).await
}

/// The roster comes through the system's own dialog, as for a clerk.
async fn import(screen: &Screen, window: &Window) -> Result<()> {
    window.see("导入花名册").await?;
    window.press("选择文件").await?;
    let roster = fixture("rosters/typical_2232.xlsx").canonicalize()?;
    screen.choose("选择花名册", &roster)?;
    window.press("核对内容").await?;
    window.press("导入：新增 2,221").await?;
    window.see("导入完成").await
}

/// Answers 人次 as the desk shows it at the end.
async fn check_in(screen: &Screen, window: &Window) -> Result<f64> {
    window.press("签到台").await?;
    window.see("请刷卡或扫码").await?;
    screen.focus("银辉前台")?;

    // An ID number from a scanner: a burst of keys and Return.
    let card =
        "53282319600416942X".chars().map(|key| if key == 'X' { "shift+x".into() } else { key.to_string() });
    let mut burst = card.collect::<Vec<_>>();
    burst.push("Return".into());
    screen.keys(&burst.iter().map(String::as_str).collect::<Vec<_>>(), 2)?;
    window.says("band", "批车").await?;
    window.says("visits", "1").await?;

    // The same person again, by the last four of the ID, which three people share: Enter alone takes nobody, the
    // one who came before stands first. Told, not counted.
    tokio::time::sleep(Duration::from_millis(500)).await;
    screen.keys(&["9", "4", "2", "shift+x"], 120)?;
    window.see("刀月霞").await?;
    screen.keys(&["Return"], 50)?;
    window.see("有 3 位相符").await?;
    screen.keys(&["Down", "Return"], 120)?;
    window.says("band", "已签到").await?;
    window.says("visits", "1").await?;

    // A group by the keyboard alone.
    screen.keys(&["F6"], 50)?;
    window.until("group entry", "return document.activeElement?.tagName === 'INPUT'", Vec::new()).await?;
    screen.text("wsj", 60)?;
    screen.keys(&["Tab", "Tab"], 80)?;
    screen.text("12", 80)?;
    screen.keys(&["Return"], 50)?;
    window.says("visits", "13").await?;

    // And taken back.
    screen.keys(&["ctrl+z"], 50)?;
    window.says("visits", "1").await?;
    Ok(1.0)
}

async fn export(screen: &Screen, window: &Window, out: &Path) -> Result<()> {
    window.press("统计上报").await?;
    window.see("中心年度工作情况统计表").await?;
    window.press("导出").await?;
    // The dialog asks which forms and what for; as it stands, Enter is enough.
    window.until("export dialog", "return document.activeElement?.type === 'radio'", Vec::new()).await?;
    screen.focus("银辉前台")?;
    screen.keys(&["Return"], 50)?;
    screen.choose("另存为", out)?;
    let end = Instant::now() + Duration::from_secs(60);
    while !out.exists() && Instant::now() < end {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    Ok(())
}

async fn lock(window: &Window) -> Result<()> {
    window.press("锁定").await?;
    window.fill("密码", "wrong-password").await?;
    window.press("进入").await?;
    window.see("密码不对").await?;
    window.fill("密码", PASSWORD).await?;
    Ok(())
}

/// The figure of a line of the form, in the column of this year.
fn figure(sheet: &Path, label: &str) -> Result<f64> {
    let mut book = open_workbook_auto(sheet)?;
    let range = book.worksheet_range_at(0).ok_or_else(|| anyhow::anyhow!("no sheet"))??;
    let row =
        range.rows().find(|row| matches!(row.first(), Some(Data::String(text)) if text.trim() == label));
    let row = row.ok_or_else(|| anyhow::anyhow!("no line {label}"))?;
    // 项目, 编号, 类型, 单位, last year, this year, change.
    match row.get(5) {
        Some(Data::Float(value)) => Ok(*value),
        other => anyhow::bail!("{label}: {other:?}"),
    }
}

//! A messy roster in the real window: the file through the system's own dialog, a doubtful date settled with a real
//! keyboard, the run, the report, and all of it taken back.

use anyhow::{Context as _, Result};
use serde_json::json;
use std::path::Path;
use yinhui_native::{Screen, Window};

/// A title, a header, doubtful dates, a dead man told in a bracket, the same person twice, a total.
const ROSTER: &str = "\
景洪市2026年离退休干部花名册
序号,姓名,性别,民族,出生年月,入党时间,原工作单位,职务,联系电话,备注
1,岩温罕,男,傣,1949.03,75.6,市供销社,主任,13887654021,享受副处待遇
2,李桂兰,女,汉,1944-05-12,1966.07,市供销社,教师,0691-2123456,
3,刀建国（已故）,男,傣,1925.11,1949.1,景洪市供销社,副局长,,
4,杨秀英,女,汉,1949.12,1975.03,市水利局,医师,13700004402,
5,杨秀英,女,汉,1949.12,1975.03,市水利局,医师,13700004402,
合计,5人,,,,,,,,
";

#[tokio::test(flavor = "multi_thread")]
async fn a_messy_roster_goes_in_and_out_again() -> Result<()> {
    let home = tempfile::tempdir()?;
    let roster = home.path().join("roster.csv");
    std::fs::write(&roster, ROSTER)?;
    let screen = Screen::start(home.path())?;
    let window = Window::open(&screen).await?;
    let outcome = in_and_out(&screen, &window, &roster).await;
    if outcome.is_err() {
        screen.picture(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("import.png"));
    }
    outcome?;
    window.close().await
}

async fn in_and_out(screen: &Screen, window: &Window, roster: &Path) -> Result<()> {
    window.first_start("景洪市离退休干部党群服务中心", "玉香", "yinhui2026").await?;
    window.see("导入花名册").await?;
    window.press("选择文件").await?;
    screen.choose("选择花名册", roster)?;
    window.press("核对内容").await?;
    window.see("导入：新增 4").await?;

    // The next cell to look at, what it can be, and the digit that says which.
    screen.focus("银辉前台")?;
    screen.keys(&["F8"], 50)?;
    let doubtful = "const label = document.activeElement?.getAttribute('aria-label') ?? '';
        return label.includes('入党时间') && label.includes('存疑')";
    window.until("the doubtful date", doubtful, Vec::new()).await?;
    screen.keys(&["space"], 50)?;
    window.see("“1949.1”是什么时候？").await?;
    let digit = "const one = [...document.querySelectorAll('button')].find((b) => b.innerText.includes('1949年10月'));
        return one?.querySelector('kbd')?.innerText.trim() ?? ''";
    let digit = window.run(digit, Vec::new()).await?;
    screen.keys(&[digit.as_str().filter(|digit| digit.len() == 1).context("a digit for October")?], 50)?;
    window.see("入党时间改为 1949年10月").await?;

    window.press("导入：新增 4").await?;
    window.see("导入完成").await?;
    window.press("撤销这次导入").await?;
    window
        .until("the question", "return document.querySelector('[role=dialog]') !== null", Vec::new())
        .await?;
    let sure = "const all = [...document.querySelectorAll('[role=dialog] button')];
        const one = all.find((b) => b.innerText.trim() === '撤销');
        if (!one) return false; one.focus(); return document.activeElement === one";
    window.until("the button that takes it back", sure, Vec::new()).await?;
    screen.keys(&["Return"], 50)?;
    window.see("已撤销这次导入").await?;
    window.press("人员").await?;
    window.see("共 0 人").await?;
    assert_eq!(window.faults().await?, json!([]), "no refused style or script, no error on any page");
    Ok(())
}

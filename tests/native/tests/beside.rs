//! Self-service in a window of its own on a second screen, while the desk goes on at the first.

use anyhow::{Result, bail};
use serde_json::json;
use std::path::Path;
use std::time::{Duration, Instant};
use yinhui_native::{Screen, Window};

const PASSWORD: &str = "yinhui2026";
const OPEN_SCREEN: &str = "自助签到";

#[tokio::test(flavor = "multi_thread")]
async fn people_check_themselves_in_on_the_second_screen() -> Result<()> {
    let home = tempfile::tempdir()?;
    let screen = Screen::with_second_screen(home.path())?;
    let window = Window::open(&screen).await?;
    let outcome = beside(&screen, &window).await;
    if outcome.is_err() {
        screen.picture(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("beside.png"));
    }
    outcome?;
    window.close().await
}

async fn beside(screen: &Screen, window: &Window) -> Result<()> {
    window.first_start("景洪市离退休干部党群服务中心", "玉香", PASSWORD).await?;
    window.press("人员").await?;
    window.press("新增人员").await?;
    window.fill("姓名", "岩温罕").await?;
    window.press("联系与居住").await.or_else(|_| Ok::<_, anyhow::Error>(()))?;
    window.fill("联系电话", "13887654021").await?;
    window.press("保存").await?;
    window.see("138****4021").await?;

    window.press("签到台").await?;
    window.press(OPEN_SCREEN).await?;
    window.press("开始自助签到").await?;
    window.see("自助签到已在第二块屏幕打开").await?;
    assert!(screen.left_edge(OPEN_SCREEN)? >= 1366, "over the second screen");
    tokio::time::sleep(Duration::from_secs(3)).await;
    screen.text("13887654021", 80)?;
    screen.keys(&["Return"], 50)?;
    window.says("visits", "1").await?;
    window.see("请刷卡或扫码").await?;

    // Out again only with the password; then the window is gone and the desk is as it was.
    screen.keys(&["Escape"], 50)?;
    tokio::time::sleep(Duration::from_secs(1)).await;
    screen.text(PASSWORD, 60)?;
    screen.keys(&["Return"], 50)?;
    let end = Instant::now() + Duration::from_secs(30);
    while screen.has(OPEN_SCREEN)? {
        if Instant::now() > end {
            bail!("the open screen is still there");
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
    window.says("visits", "1").await?;
    assert_eq!(window.faults().await?, json!([]), "no error on the page");
    Ok(())
}

//! Self-service in the real window: it takes the place of the desk, and gives it back for the password alone.

use anyhow::Result;
use serde_json::json;
use std::path::Path;
use yinhui_native::{Screen, Window};

const PASSWORD: &str = "yinhui2026";

#[tokio::test(flavor = "multi_thread")]
async fn people_check_themselves_in_and_the_desk_comes_back_for_the_password() -> Result<()> {
    let home = tempfile::tempdir()?;
    let screen = Screen::start(home.path())?;
    let window = Window::open(&screen).await?;
    let outcome = in_place(&screen, &window).await;
    if outcome.is_err() {
        screen.picture(&Path::new(env!("CARGO_TARGET_TMPDIR")).join("self_service.png"));
    }
    outcome?;
    window.close().await
}

async fn in_place(screen: &Screen, window: &Window) -> Result<()> {
    window.first_start("景洪市离退休干部党群服务中心", "玉香", PASSWORD).await?;
    window.press("人员").await?;
    window.press("新增人员").await?;
    window.fill("姓名", "岩温罕").await?;
    window.fill("联系电话", "13887654021").await?;
    window.press("保存").await?;
    window.see("添加照片").await?;

    window.press("签到台").await?;
    window.press("自助签到").await?;
    window.press("开始自助签到").await?;
    window.see("请刷卡，或输入手机号、身份证号").await?;
    let whole = "return window.innerWidth === screen.width && window.innerHeight === screen.height";
    window.until("the whole screen", whole, Vec::new()).await?;
    screen.focus("银辉前台")?;
    screen.text("13887654021", 80)?;
    screen.keys(&["Return"], 50)?;
    window.see("签到成功").await?;
    let nobody =
        "return !document.body.innerText.includes('温') && !document.body.innerText.includes('4021')";
    window.until("nothing of the person but the first letter", nobody, Vec::new()).await?;

    window.press("工作人员退出").await?;
    window.fill("操作员密码", "wrong-password").await?;
    window.press("退出自助").await?;
    window.see("密码不对").await?;
    window.fill("操作员密码", PASSWORD).await?;
    window.press("退出自助").await?;
    window.says("visits", "1").await?;
    assert_eq!(window.faults().await?, json!([]), "no error on the page");
    Ok(())
}

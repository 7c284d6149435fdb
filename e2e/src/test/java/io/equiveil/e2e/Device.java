package io.equiveil.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;

/// What somebody looks at our pages with.
enum Device {
    /// An office computer.
    COMPUTER(1280, 800, false, ""),
    /// A phone of our own people.
    PHONE(390, 844, true, ""),
    /// A client's phone, inside WeChat.
    WECHAT(
            390,
            844,
            true,
            "Mozilla/5.0 (Linux; Android 14; V2324A Build/UP1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0"
                    + " Chrome/130.0.6723.103 Mobile Safari/537.36 XWEB/1300333 MMWEBSDK/20240404 MicroMessenger/8.0.49.2600"
                    + "(0x28003137) WeChat/arm64 Weixin NetType/WIFI Language/zh_CN ABI/arm64");

    final int width;
    final int height;
    private final boolean touch;
    private final String userAgent;

    Device(int width, int height, boolean touch, String userAgent) {
        this.width = width;
        this.height = height;
        this.touch = touch;
        this.userAgent = userAgent;
    }

    /// @param language `zh-CN` or `en`
    Browser.NewContextOptions options(String address, String language) {
        Browser.NewContextOptions options = new Browser.NewContextOptions()
                .setBaseURL(address)
                .setLocale(language)
                .setTimezoneId("Asia/Shanghai")
                .setColorScheme(ColorScheme.LIGHT)
                // Colours on their way from one to another are not those that anybody reads.
                .setReducedMotion(ReducedMotion.REDUCE)
                .setViewportSize(width, height)
                .setHasTouch(touch)
                .setIsMobile(touch);
        if (!userAgent.isEmpty()) {
            options.setUserAgent(userAgent);
        }
        return options;
    }
}

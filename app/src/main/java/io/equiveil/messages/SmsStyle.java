package io.equiveil.messages;

/// In which form a gateway for SMS wants its requests, and how it reports back.
public enum SmsStyle {
    /// One JSON document with a bearer token: gateways of one's own, and small providers.
    JSON(""),
    /// Alibaba Cloud, `SendSms` of 2017-05-25, signed by ACS3-HMAC-SHA256.
    ALIYUN("https://dysmsapi.aliyuncs.com/"),
    /// Tencent Cloud, `SendSms` of 2021-01-11, signed by TC3-HMAC-SHA256.
    TENCENT("https://sms.tencentcloudapi.com/");

    private final String usualAddress;

    SmsStyle(String usualAddress) {
        this.usualAddress = usualAddress;
    }

    /// Where the provider listens; empty if there is no usual place.
    public String usualAddress() {
        return usualAddress;
    }
}

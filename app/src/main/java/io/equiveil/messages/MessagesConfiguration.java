package io.equiveil.messages;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/// Settings of the gateway.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SmsSettings.class)
class MessagesConfiguration {}

package io.equiveil.clients;

/// What a client is.
public enum ClientKind {
    /// 自然人
    PERSON,
    /// 企业
    COMPANY
}

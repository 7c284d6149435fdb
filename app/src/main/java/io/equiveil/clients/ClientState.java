package io.equiveil.clients;

/// How far a file has come.
public enum ClientState {
    /// 首次接触: a name and a mobile number, nothing else
    LEAD,
    /// 已建档: facts have been given after notice, agreement and legal basis
    CLIENT,
    /// 已失效: no mandate within thirty days; name and number are destroyed
    LAPSED,
    /// 已结束
    ENDED
}

package io.equiveil.clients;

/// What is still missing before a section of facts can be given. Each has a sentence (`clients.lock.…`).
public enum Lock {
    /// 先送达告知书
    NOTICE,
    /// 先签署客户与本机构的保密协议
    AGREEMENT,
    /// 先有这个用途的同意或者其他依据
    BASIS,
    /// 首次接触已失效, or the file has ended
    FILE_CLOSED,
    /// 选填内容的密钥已销毁: what was optional was destroyed for good, and nothing more can be kept with it
    DESTROYED
}

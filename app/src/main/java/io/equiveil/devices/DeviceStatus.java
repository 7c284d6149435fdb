package io.equiveil.devices;

/// How far the registration of a device has come.
public enum DeviceStatus {
    /// 待确认
    PENDING,
    /// 已登记
    APPROVED,
    /// 已停用
    REVOKED
}

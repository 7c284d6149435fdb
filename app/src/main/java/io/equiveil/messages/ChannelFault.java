package io.equiveil.messages;

/// Why settings of a channel cannot be taken. Each has a sentence (`messages.fault.…`).
public enum ChannelFault {
    /// Not an address by `https` (or `http` on this machine).
    ADDRESS,
    /// Nobody said which provider's form to use.
    STYLE,
    /// The provider's key has two halves, and the open one is missing.
    ACCESS,
    /// The secret half is missing, or has to be given again because it would go to another address.
    SECRET,
    /// The registered signature is missing or too long.
    SIGNATURE,
    /// The provider wants the number of the application.
    APPLICATION,
    /// No approved template at all, or one with characters that no provider uses.
    TEMPLATES,
    /// Not the name of a mail server.
    HOST,
    /// Not a port from 1 to 65535.
    PORT,
    /// Not an e-mail address.
    SENDER,
    /// Not certificates in PEM form.
    CERTIFICATE,
    /// An address inside the network that the operator has not allowed.
    INSIDE
}

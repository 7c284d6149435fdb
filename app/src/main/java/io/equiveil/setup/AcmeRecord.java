package io.equiveil.setup;

/// The record that shows an authority whose the domain is (RFC 8555, 8.4): of type TXT, and public.
///
/// @param name  without the dot at its end
/// @param value 43 characters
public record AcmeRecord(String name, String value) {}

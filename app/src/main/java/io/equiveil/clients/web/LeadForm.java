package io.equiveil.clients.web;

import io.equiveil.clients.ClientKind;

/// A first contact as typed. Does not print itself.
record LeadForm(ClientKind kind, String name, String mobile) {

    static LeadForm empty() {
        return new LeadForm(ClientKind.PERSON, "", "");
    }

    @Override
    public String toString() {
        return "LeadForm[" + kind + "]";
    }
}

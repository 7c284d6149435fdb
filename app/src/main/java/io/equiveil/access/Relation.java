package io.equiveil.access;

/// How a requester stands to the owner of a value. Policy rules speak of relations, so that a buyer, who is a client
/// too, is not mistaken for the seller.
public enum Relation {
    /// Acts for the very subject.
    SELF,
    /// The advisor in charge of the subject or matter.
    IN_CHARGE,
    /// On the matter's team.
    TEAM,
    /// A party on the owner's own side of the matter.
    OWN_SIDE,
    /// A buyer of the matter, from its invitation on: may read what was written to be read before anything is
    /// signed.
    INVITED,
    /// A party on the other side of the matter, admitted by the seller.
    COUNTERPARTY,
    /// The seller of the matter, towards a buyer about whom it decides.
    DECIDES_ABOUT,
    /// A partner engaged for the matter.
    ENGAGED_PARTNER,
    /// Compliance, security or audit, by duty and not by matter.
    OVERSIGHT,
    /// Answers a case that the client opened against the firm, and is not whom it is about.
    REVIEWER,
    /// Takes the list of all the firm's clients out once, as a second person agreed.
    AGREED_LIST,
    /// One of the machine's own readers.
    MACHINE
}

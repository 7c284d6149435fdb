package io.equiveil.matters;

/// How somebody likes to see open matters; kept with the account, so that no cookie is needed for it.
public record ListSetting(ListView view, Whose whose) {

    /// Before anybody chose.
    public static final ListSetting USUAL = new ListSetting(ListView.LIST, Whose.ALL);
}

package io.equiveil.clients.web;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.spi.IntakeAddition;
import io.equiveil.kernel.Requester;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// What rooms above add to the taking-on of a client, for its pages.
@Component
class Additions {

    private final ObjectProvider<IntakeAddition> sources;

    Additions(ObjectProvider<IntakeAddition> sources) {
        this.sources = sources;
    }

    List<IntakeAddition.Addition> of(Requester.SignedIn who, ClientFile file) {
        return sources.orderedStream()
                .flatMap(source -> source.of(who, file).stream())
                .toList();
    }
}

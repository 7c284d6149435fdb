package io.equiveil.frame;

import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/// What rooms contributed to the frame of every page.
@Component
class PageFurniture {

    private final ObjectProvider<NavigationItem> navigation;
    private final ObjectProvider<CheckpointLine> checkpoints;
    private final ObjectProvider<RequesterNames> names;
    private final ObjectProvider<SearchProvider> searches;
    private final MessageSource messages;
    private final Reader reader;

    PageFurniture(
            ObjectProvider<NavigationItem> navigation,
            ObjectProvider<CheckpointLine> checkpoints,
            ObjectProvider<RequesterNames> names,
            ObjectProvider<SearchProvider> searches,
            MessageSource messages,
            Reader reader) {
        this.navigation = navigation;
        this.checkpoints = checkpoints;
        this.names = names;
        this.searches = searches;
        this.messages = messages;
        this.reader = reader;
    }

    List<NavigationItem> navigation() {
        return navigation.stream().toList();
    }

    Optional<CheckpointLine> checkpoints() {
        return Optional.ofNullable(checkpoints.getIfUnique());
    }

    Optional<RequesterNames> names() {
        return Optional.ofNullable(names.getIfUnique());
    }

    boolean searchable() {
        return searches.stream().findAny().isPresent();
    }

    MessageSource messages() {
        return messages;
    }

    Reader reader() {
        return reader;
    }
}

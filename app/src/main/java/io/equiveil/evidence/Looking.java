package io.equiveil.evidence;

import java.awt.image.BufferedImage;
import java.util.Map;

/// Somebody looks at pages of a document.
final class Looking {

    private final Stage stage;

    Looking(Stage stage) {
        this.stage = stage;
    }

    /// Opens a document, which must go well.
    ///
    /// @return the viewing
    String opens(Actor actor, String document, String chinese, String english) {
        return stage.needed(chinese, english, open(actor, document)).text("view");
    }

    Answer open(Actor actor, String document) {
        return actor.post("/api/documents/" + document + "/views", Map.of());
    }

    Answer ask(Actor actor, String view, int page) {
        return actor.get("/api/documents/views/" + view + "/pages/" + page + "?width=800");
    }

    /// A page as a picture; an empty one if there was none.
    ShownPage page(Actor actor, String view, int page) {
        return ShownPage.of(ask(actor, view, page))
                .orElseGet(() -> new ShownPage(new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB)));
    }
}

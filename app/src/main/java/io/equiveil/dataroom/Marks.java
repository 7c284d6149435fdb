package io.equiveil.dataroom;

import io.equiveil.clients.ClientFile;
import io.equiveil.clients.Clients;
import io.equiveil.frame.Display;
import io.equiveil.identity.People;
import io.equiveil.kernel.PersonId;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// What is burned into pages. Always in Chinese: the mark is for whoever finds a picture, not for the reader.
///
/// Names nobody: the reader by code name, a client by the alias of its file, the matter by its code name.
@Component
class Marks {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final People people;
    private final Clients clients;

    Marks(People people, Clients clients) {
        this.people = people;
        this.clients = clients;
    }

    /// What somebody is called in marks, and where it is shown who looked.
    String nameOf(PersonId reader) {
        List<String> aliases = people.actsFor(reader).stream()
                .flatMap(subject -> clients.find(subject).stream())
                .map(ClientFile::alias)
                .sorted()
                .toList();
        return aliases.isEmpty() ? people.codeName(reader) : String.join("、", aliases);
    }

    /// The lines that a page carries.
    ///
    /// @param stamped whether it is a copy of an identity document
    List<String> of(PersonId reader, ViewId view, Optional<String> codeName, boolean stamped, Instant now) {
        List<String> lines = new ArrayList<>();
        lines.add("查阅人 " + nameOf(reader) + "　" + TIME.format(now.atZone(Display.SHANGHAI)));
        lines.add(codeName.map(name -> "项目 " + name).orElse("身份核验") + "　查阅编号 " + number(view));
        if (stamped) {
            lines.add(stamp(codeName));
        }
        return lines;
    }

    /// The short number by which a viewing is found again: its first eight digits.
    static String number(ViewId view) {
        return view.toString().substring(0, 8).toUpperCase(Locale.ROOT);
    }

    /// What a copy of an identity document is good for.
    static String stamp(Optional<String> codeName) {
        return codeName.map(name -> "仅供办理【" + name + "】股权转让使用，他用无效").orElse("仅供办理股权转让委托使用，他用无效");
    }
}

package io.equiveil.conversations;

import io.equiveil.frame.worklist.Worklist;
import io.equiveil.kernel.Requester;
import java.util.List;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// What this room puts on 今日 of the team: letters of clients that nobody has read.
@Configuration(proxyBeanMethods = false)
class ConversationsConfiguration {

    @Bean
    Worklist unreadLetters(Conversations conversations) {
        return person -> person.isStaff() ? items(conversations, person) : List.of();
    }

    private static List<Worklist.Item> items(Conversations conversations, Requester.SignedIn person) {
        return conversations.unread(person).entrySet().stream()
                .map(unread -> new Worklist.Item(
                        Worklist.Kind.DUE,
                        "conversations.today.unread",
                        List.of(unread.getKey().codeName(), Integer.toString(unread.getValue())),
                        Optional.empty(),
                        "/matters/" + unread.getKey().id() + "/letters"))
                .toList();
    }
}

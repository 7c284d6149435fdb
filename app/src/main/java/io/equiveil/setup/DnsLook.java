package io.equiveil.setup;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import javax.naming.Context;
import javax.naming.NameNotFoundException;
import javax.naming.NamingEnumeration;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.directory.InitialDirContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/// Asks the DNS as this machine asks it; waits some seconds at most.
@Component
class DnsLook {

    private static final int MOST = 10;
    private static final int LONGEST = 300;

    private final String resolver;
    private final Clock clock;

    /// @param resolver address and port of a name server to ask instead of the machine's own
    DnsLook(@Value("${equiveil.dns:}") String resolver, Clock clock) {
        this.resolver = resolver.strip();
        this.clock = clock;
    }

    /// The TXT records of a name; a CNAME is followed by whoever is asked.
    DnsAnswer texts(String name) {
        Hashtable<String, String> settings = new Hashtable<>();
        settings.put(Context.INITIAL_CONTEXT_FACTORY, "com.sun.jndi.dns.DnsContextFactory");
        settings.put("com.sun.jndi.dns.timeout.initial", "2000");
        settings.put("com.sun.jndi.dns.timeout.retries", "2");
        if (!resolver.isEmpty()) {
            settings.put(Context.PROVIDER_URL, "dns://" + resolver);
        }
        try {
            InitialDirContext dns = new InitialDirContext(settings);
            try {
                return new DnsAnswer(
                        values(dns.getAttributes(name + ".", new String[] {"TXT"})
                                .get("TXT")),
                        true,
                        clock.instant());
            } finally {
                dns.close();
            }
        } catch (NameNotFoundException none) {
            return new DnsAnswer(List.of(), true, clock.instant());
        } catch (NamingException nobody) {
            return new DnsAnswer(List.of(), false, clock.instant());
        }
    }

    private static List<String> values(@Nullable Attribute texts) throws NamingException {
        List<String> values = new ArrayList<>();
        if (texts == null) {
            return values;
        }
        NamingEnumeration<?> all = texts.getAll();
        while (all.hasMore() && values.size() < MOST) {
            // Longer ones come in quoted pieces.
            String value = String.valueOf(all.next()).replace("\" \"", "").replace("\"", "");
            values.add(value.length() > LONGEST ? value.substring(0, LONGEST) : value);
        }
        return values;
    }
}

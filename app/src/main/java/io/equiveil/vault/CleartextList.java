package io.equiveil.vault;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The columns that may stand in clear, as the page `docs/spec/cleartext.md` lists them (promise P1).
final class CleartextList {

    private static final String PAGE = "cleartext.md";
    private static final Pattern SECTION = Pattern.compile("## ([a-z]+)");
    private static final Pattern LINE =
            Pattern.compile("\\|\\s*`?([a-z0-9_]+\\.[a-z0-9_]+)`?\\s*(?:\\|\\s*[^|\\s][^|]*){2}\\|\\s*");
    private static final Pattern SEALED_NAME = Pattern.compile(".*(_sealed|_bidx)|mac|leaf");
    private static final String HISTORY = "flyway_schema_history";

    private final Set<String> declared;

    private CleartextList(Set<String> declared) {
        this.declared = declared;
    }

    /// The page that travels inside the application.
    static CleartextList shipped() {
        try (InputStream page = CleartextList.class.getResourceAsStream(PAGE)) {
            if (page == null) {
                throw new IllegalStateException("the list of what stands in clear is missing");
            }
            return parse(new String(page.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static CleartextList parse(String page) {
        Set<String> declared = new TreeSet<>();
        String room = "";
        for (String line : page.lines().toList()) {
            Matcher section = SECTION.matcher(line);
            if (section.matches()) {
                room = section.group(1);
            }
            Matcher column = LINE.matcher(line);
            if (!room.isEmpty() && column.matches()) {
                declared.add(room + "." + column.group(1));
            }
        }
        return new CleartextList(declared);
    }

    /// What stands in the database and is neither sealed, nor a blind index, nor listed; and what is listed and is not
    /// there.
    Comparison compareWith(JdbcClient jdbc) {
        SortedSet<String> undeclared = new TreeSet<>();
        SortedSet<String> missing = new TreeSet<>(declared);
        // Not information_schema: it shows a role only what that role may use.
        jdbc.sql("select n.nspname as schema, c.relname as relation, a.attname as name, t.typname as type"
                        + " from pg_attribute a join pg_class c on c.oid = a.attrelid"
                        + " join pg_namespace n on n.oid = c.relnamespace join pg_type t on t.oid = a.atttypid"
                        + " where c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped"
                        + " and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'")
                .query((row, _) -> {
                    String relation = row.getString("relation");
                    String name = row.getString("name");
                    String full = row.getString("schema") + "." + relation + "." + name;
                    boolean sealedBytes = row.getString("type").equals("bytea")
                            && SEALED_NAME.matcher(name).matches();
                    if (!missing.remove(full) && !sealedBytes && !relation.equals(HISTORY)) {
                        undeclared.add(full);
                    }
                    return full;
                })
                .list();
        return new Comparison(undeclared, missing);
    }

    /// Both differences, as `schema.table.column`.
    record Comparison(SortedSet<String> undeclared, SortedSet<String> missing) {
        boolean agrees() {
            return undeclared.isEmpty() && missing.isEmpty();
        }
    }
}

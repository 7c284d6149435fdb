package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.EnhancedForLoopTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.ReturnTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import io.equiveil.kernel.Identifier;
import io.equiveil.kernel.Recorded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Walls that only the source shows, for bytecode forgets what kind of value went into a call: read with the compiler's
/// own eyes.
class SourceWallTests {

    private static House house;

    @TempDir
    Path folder;

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            house = House.read(
                    files.filter(file -> file.toString().endsWith(".java")).toList());
        }
        assertThat(house.sqlTexts).as("texts of SQL that were looked at").hasSizeGreaterThan(200);
        assertThat(house.logged).as("arguments of loggers that were looked at").hasSizeGreaterThan(50);
        assertThat(house.kinds).as("kinds of facts").hasSizeGreaterThan(50);
    }

    @Test
    void nothingConfidentialIsHandedToALogger() {
        assertThat(house.wronglyLogged())
                .as("logs speak in identifiers, enums, numbers, times and names of classes: no cleartext, no text that"
                        + " somebody typed, no form, no fact, no exception (its message may hold anything)")
                .isEmpty();
    }

    @Test
    void everyEventIsRecorded() {
        assertThat(house.unrecordedEvents)
                .as("what is published is a fact for the ledger")
                .isEmpty();
    }

    @Test
    void noExceptionCarriesACleartext() {
        assertThat(house.revealingExceptions)
                .as("the message of an exception ends up where nobody expects it")
                .isEmpty();
    }

    @Test
    void noValueIsWrittenIntoSql() {
        assertThat(house.composedSql())
                .as("SQL is composed of constants; values are bound")
                .isEmpty();
    }

    @Test
    void everyKindOfFactHasANameOfItsOwnWithAVersion() {
        Map<String, List<String>> byKind = new TreeMap<>();
        house.kinds.forEach((type, kind) ->
                byKind.computeIfAbsent(kind, _ -> new ArrayList<>()).add(type));
        assertThat(byKind.keySet()).allMatch(kind -> kind.matches("[a-z]+(-[a-z]+)*/v[1-9]"));
        assertThat(byKind)
                .allSatisfy((kind, types) -> assertThat(types).as(kind).hasSize(1));
    }

    @Test
    void theWallsSeeWhatTheyAreThereFor() throws IOException {
        Path file = Files.writeString(folder.resolve("Careless.java"), """
                package io.equiveil.careless;
                import io.equiveil.kernel.*;
                import org.slf4j.*;
                import org.springframework.context.ApplicationEventPublisher;
                import org.springframework.jdbc.core.simple.JdbcClient;
                class Careless {
                    private static final Logger LOG = LoggerFactory.getLogger(Careless.class);
                    record Form(String name, String mobile) {}
                    record Signed(PersonId who) implements Recorded {
                        public String ledgerKind() { return "signed/v1"; }
                    }
                    void a(Cleartext name, Form form, RuntimeException e, PersonId who, Object any, String typed) {
                        LOG.info("fine {} {} {}", who, 7, e.getClass().getName());
                        LOG.info("1 {}", name);
                        LOG.info("2 {}", name.revealForDisplay());
                        LOG.info("3 {}", form);
                        LOG.warn("4", e);
                        LOG.warn("5 {}", e.getMessage());
                        LOG.warn("6 {} {}", who, any);
                        LOG.atInfo().log("7 " + typed);
                        LOG.info("8 " + typed);
                        LOG.info("9 {}", new Signed(who));
                    }
                    void b(ApplicationEventPublisher events, PersonId who) {
                        events.publishEvent(new Signed(who));
                        events.publishEvent(new Form("a", "b"));
                    }
                    void c(Cleartext name) {
                        throw new IllegalArgumentException("no " + name.revealForDisplay());
                    }
                    private static final String TABLE = "x.y";
                    void d(JdbcClient jdbc, String typed) {
                        jdbc.sql("select 1 from " + TABLE + " where a = ?").param(typed);
                        jdbc.sql("select 1 where a = '" + typed + "'");
                        jdbc.sql("select 1 where a = '%s'".formatted(typed));
                        inner(jdbc, " for update");
                        outer(jdbc, typed);
                        String half = " and b = " + typed;
                        jdbc.sql("select 1 where true" + half);
                        StringBuilder well = new StringBuilder();
                        fill(well);
                        jdbc.sql("select 1" + well.toString());
                        StringBuilder badly = new StringBuilder();
                        spoil(badly, typed);
                        jdbc.sql("select 1" + badly.toString());
                    }
                    private void fill(StringBuilder where) { where.append(" where true"); }
                    private void spoil(StringBuilder where, String more) { where.append(more); }
                    private void inner(JdbcClient jdbc, String lock) { jdbc.sql("select 1" + lock); }
                    private void outer(JdbcClient jdbc, String lock) { jdbc.sql("select 1" + lock); }
                }
                """);
        House careless = House.read(List.of(file));

        assertThat(careless.wronglyLogged()).hasSize(9).noneMatch(line -> line.contains("fine"));
        assertThat(careless.unrecordedEvents).hasSize(1);
        assertThat(careless.revealingExceptions).hasSize(1);
        assertThat(careless.composedSql()).hasSize(5);
        assertThat(careless.kinds).containsValue("signed/v1");
    }

    /// What was found in some sources.
    private static final class House {

        /// Texts that say nothing of anybody although they are made at run time, with the reason.
        private static final Map<String, String> MAY_LOG_TEXT = Map.of(
                "io.equiveil.frame.Faults", "a reference drawn at random, names of classes and of our own frames",
                "io.equiveil.messages.SmsGateway", "the reference under which the gateway knows a message");

        /// These log an exception whole: nobody has typed anything yet.
        private static final Set<String> BEFORE_ANYBODY_IS_SERVED = Set.of(
                "io.equiveil.CommandLine", "io.equiveil.Start", "io.equiveil.ClosedHouse", "io.equiveil.Upgrade");

        private static final Set<String> PLAIN = Set.of(
                "java.util.UUID",
                "java.time.Instant",
                "java.time.Duration",
                "java.time.LocalDate",
                "java.lang.Integer",
                "java.lang.Long",
                "java.lang.Boolean",
                "java.lang.Class");

        /// Before the pages: names of schemas, roles and settings cannot be bound, and come from our own closed lists.
        private static final Set<String> NAMES_CANNOT_BE_BOUND = Set.of(
                "io.equiveil.engine.Provisioning",
                "io.equiveil.engine.Migrations",
                "io.equiveil.engine.EngineCheck",
                "io.equiveil.engine.SchemaVersions",
                "io.equiveil.engine.DatabaseExport",
                "io.equiveil.engine.DatabaseImport",
                "io.equiveil.engine.TableFilling",
                "io.equiveil.ledger.PostgresLogCopies",
                "io.equiveil.ledger.LogReplay");

        private record Logged(String where, ExpressionTree argument, TypeMirror type, String in) {}

        private record Sql(String where, ExpressionTree text, TreePath path) {}

        private final Trees trees;
        private final javax.lang.model.util.Types types;
        private final javax.lang.model.util.Elements elements;
        private final List<Logged> logged = new ArrayList<>();
        private final List<String> unrecordedEvents = new ArrayList<>();
        private final List<String> revealingExceptions = new ArrayList<>();
        private final List<Sql> sqlTexts = new ArrayList<>();
        private final Map<String, String> kinds = new TreeMap<>();
        private final Map<Element, List<Sql>> handedOver = new HashMap<>();
        private final Map<Element, List<Sql>> appended = new HashMap<>();
        private final Map<Element, Sql> oneOf = new HashMap<>();
        private final Map<Element, VariableTree> variables = new HashMap<>();
        private final Map<Element, TreePath> paths = new HashMap<>();

        private House(JavacTask task) {
            trees = Trees.instance(task);
            types = task.getTypes();
            elements = task.getElements();
        }

        static House read(List<Path> files) throws IOException {
            var compiler = ToolProvider.getSystemJavaCompiler();
            try (var manager = compiler.getStandardFileManager(null, null, null)) {
                JavacTask task = (JavacTask) compiler.getTask(
                        null,
                        manager,
                        _ -> {},
                        List.of("-proc:none", "-cp", System.getProperty("java.class.path")),
                        null,
                        manager.getJavaFileObjectsFromPaths(files));
                List<CompilationUnitTree> units = new ArrayList<>();
                task.parse().forEach(units::add);
                task.analyze();
                House house = new House(task);
                units.forEach(unit -> house.new Reader().scan(unit, null));
                return house;
            }
        }

        private final class Reader extends TreePathScanner<Void, Void> {

            @Override
            public Void visitVariable(VariableTree variable, Void nothing) {
                Element element = trees.getElement(getCurrentPath());
                variables.put(element, variable);
                paths.put(element, getCurrentPath());
                return super.visitVariable(variable, nothing);
            }

            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                if (method.getName().contentEquals("ledgerKind") && method.getBody() != null) {
                    Tree only = method.getBody().getStatements().getFirst();
                    if (only instanceof ReturnTree answer && answer.getExpression() instanceof LiteralTree text) {
                        kinds.put(inType(), String.valueOf(text.getValue()));
                    }
                }
                return super.visitMethod(method, nothing);
            }

            @Override
            public Void visitMethodInvocation(MethodInvocationTree call, Void nothing) {
                Element target = trees.getElement(getCurrentPath());
                if (target != null && target.getKind() == ElementKind.METHOD) {
                    String owner = target.getEnclosingElement().toString();
                    String name = target.getSimpleName().toString();
                    if (owner.equals("org.slf4j.Logger") || owner.startsWith("org.slf4j.spi.")) {
                        call.getArguments().forEach(this::logged);
                    } else if (name.equals("publishEvent")) {
                        TypeMirror event = typeOf(call.getArguments().getFirst());
                        if (!is(event, Recorded.class.getName())) {
                            unrecordedEvents.add(where() + " " + event);
                        }
                    } else if (takesSql(owner, name)
                            && !call.getArguments().isEmpty()
                            && !NAMES_CANNOT_BE_BOUND.contains(inType())) {
                        sqlTexts.add(new Sql(where(), call.getArguments().getFirst(), getCurrentPath()));
                    }
                    if (name.equals("append")
                            && call.getMethodSelect() instanceof MemberSelectTree method
                            && trees.getElement(new TreePath(getCurrentPath(), method.getExpression()))
                                    instanceof VariableElement builder) {
                        appended.computeIfAbsent(builder, _ -> new ArrayList<>())
                                .add(new Sql(where(), call.getArguments().getFirst(), getCurrentPath()));
                    }
                    var parameters = ((javax.lang.model.element.ExecutableElement) target).getParameters();
                    for (int i = 0;
                            i < Math.min(parameters.size(), call.getArguments().size());
                            i++) {
                        handedOver
                                .computeIfAbsent(parameters.get(i), _ -> new ArrayList<>())
                                .add(new Sql(where(), call.getArguments().get(i), getCurrentPath()));
                    }
                }
                return super.visitMethodInvocation(call, nothing);
            }

            @Override
            public Void visitEnhancedForLoop(EnhancedForLoopTree loop, Void nothing) {
                Element each = trees.getElement(new TreePath(getCurrentPath(), loop.getVariable()));
                oneOf.put(each, new Sql(where(), loop.getExpression(), getCurrentPath()));
                return super.visitEnhancedForLoop(loop, nothing);
            }

            @Override
            public Void visitNewClass(NewClassTree made, Void nothing) {
                if (is(trees.getTypeMirror(getCurrentPath()), "java.lang.Throwable")
                        && made.getArguments().toString().contains("revealForDisplay")) {
                    revealingExceptions.add(where() + " " + made);
                }
                return super.visitNewClass(made, nothing);
            }

            private void logged(ExpressionTree argument) {
                logged.add(new Logged(where(), argument, typeOf(argument), inType()));
            }

            private TypeMirror typeOf(ExpressionTree expression) {
                return trees.getTypeMirror(new TreePath(getCurrentPath(), expression));
            }

            private String inType() {
                for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
                    if (path.getLeaf() instanceof ClassTree) {
                        return trees.getElement(path).toString();
                    }
                }
                return "";
            }

            private String where() {
                CompilationUnitTree unit = getCurrentPath().getCompilationUnit();
                long at = trees.getSourcePositions()
                        .getStartPosition(unit, getCurrentPath().getLeaf());
                return Path.of(unit.getSourceFile().getName()).getFileName() + ":"
                        + unit.getLineMap().getLineNumber(at);
            }
        }

        private static boolean takesSql(String owner, String name) {
            return owner.equals("org.springframework.jdbc.core.simple.JdbcClient") && name.equals("sql")
                    || owner.equals("java.sql.Connection") && name.startsWith("prepare")
                    || owner.equals("java.sql.Statement") && name.startsWith("execute")
                    || owner.startsWith("org.springframework.jdbc.core.JdbcTemplate")
                            && name.matches("query.*|update|batchUpdate");
        }

        // --- what may be logged ---------------------------------------------------------------------------------

        List<String> wronglyLogged() {
            return logged.stream()
                    .filter(one -> !mayLog(one.argument(), one.type(), one.in()))
                    .map(one -> one.where() + " " + one.argument())
                    .toList();
        }

        private boolean mayLog(ExpressionTree argument, TypeMirror type, String in) {
            if (argument instanceof LiteralTree) {
                return true;
            }
            if (argument instanceof ConditionalExpressionTree either) {
                return mayLog(either.getTrueExpression(), text(), in)
                        && mayLog(either.getFalseExpression(), text(), in);
            }
            if (BEFORE_ANYBODY_IS_SERVED.contains(in)) {
                return true;
            }
            if (is(type, "java.lang.Throwable")) {
                return false;
            }
            if (is(type, "java.lang.CharSequence") || type.getKind() == TypeKind.OTHER) {
                return MAY_LOG_TEXT.containsKey(in) || saysOnlyAName(argument);
            }
            return isPlain(type, 0);
        }

        private TypeMirror text() {
            return elements.getTypeElement("java.lang.String").asType();
        }

        /// `x.getClass().getName()`, the name of a witness, the state of SQL: fixed words of a closed list.
        private boolean saysOnlyAName(ExpressionTree argument) {
            String text = argument.toString();
            return text.matches("[\\w.]+\\.getClass\\(\\)\\.get(Simple)?Name\\(\\)")
                    || text.endsWith(".getSQLState()")
                    || text.equals("witness.key.name()");
        }

        private boolean isPlain(TypeMirror type, int depth) {
            if (type.getKind().isPrimitive()) {
                return true;
            }
            if (!(type instanceof DeclaredType declared) || depth > 3) {
                return false;
            }
            TypeElement element = (TypeElement) declared.asElement();
            if (PLAIN.contains(element.getQualifiedName().toString()) || element.getKind() == ElementKind.ENUM) {
                return true;
            }
            if (is(type, Recorded.class.getName())) {
                return false;
            }
            if (is(type, Identifier.class.getName())) {
                return true;
            }
            if (is(type, "java.util.Collection") || is(type, "java.util.Optional")) {
                return declared.getTypeArguments().stream().allMatch(of -> isPlain(of, depth + 1));
            }
            if (element.getQualifiedName().toString().startsWith("io.equiveil.kernel.")
                    && !element.getSimpleName().contentEquals("Cleartext")
                    && !element.getSimpleName().contentEquals("Money")) {
                return true;
            }
            // A record of such things, or of a fault and the place where it was found.
            return element.getKind() == ElementKind.RECORD
                    && element.getRecordComponents().stream()
                            .allMatch(part -> isPlain(part.asType(), depth + 1)
                                    || element.getQualifiedName()
                                            .contentEquals("io.equiveil.ledger.LedgerAudit.Finding"));
        }

        private boolean is(TypeMirror type, String name) {
            TypeElement wanted = elements.getTypeElement(name);
            return type != null
                    && wanted != null
                    && type.getKind() == TypeKind.DECLARED
                    && types.isAssignable(types.erasure(type), types.erasure(wanted.asType()));
        }

        // --- what SQL is made of --------------------------------------------------------------------------------

        List<String> composedSql() {
            return sqlTexts.stream()
                    .filter(sql -> !isFixed(sql.text(), sql.path(), 0))
                    .map(sql -> sql.where() + " " + sql.text())
                    .toList();
        }

        private boolean isFixed(ExpressionTree text, TreePath at, int depth) {
            if (depth > 12) {
                return false;
            }
            TypeMirror type = trees.getTypeMirror(new TreePath(at, text));
            if (type != null && type.getKind().isPrimitive()) {
                return true;
            }
            return switch (text) {
                case LiteralTree _ -> true;
                case ParenthesizedTree inner -> isFixed(inner.getExpression(), at, depth + 1);
                case BinaryTree both ->
                    isFixed(both.getLeftOperand(), at, depth + 1) && isFixed(both.getRightOperand(), at, depth + 1);
                case ConditionalExpressionTree either ->
                    isFixed(either.getTrueExpression(), at, depth + 1)
                            && isFixed(either.getFalseExpression(), at, depth + 1);
                case MethodInvocationTree call
                when call.getMethodSelect() instanceof MemberSelectTree method
                        && (method.getIdentifier().contentEquals("formatted")
                                || method.getIdentifier().contentEquals("replace")) ->
                    isFixed(method.getExpression(), at, depth + 1)
                            && call.getArguments().stream().allMatch(part -> isFixed(part, at, depth + 1));
                case MethodInvocationTree call
                when call.getMethodSelect() instanceof MemberSelectTree method
                        && method.getIdentifier().contentEquals("toString")
                        && is(
                                trees.getTypeMirror(new TreePath(at, method.getExpression())),
                                "java.lang.StringBuilder") -> {
                    Element builder = trees.getElement(new TreePath(at, method.getExpression()));
                    yield Stream.concat(Stream.ofNullable(builder), whereItIsFilled(builder))
                            .flatMap(each -> appended.getOrDefault(each, List.of()).stream())
                            .allMatch(part -> isFixed(part.text(), part.path(), depth + 1));
                }
                case IdentifierTree _, MemberSelectTree _ ->
                    isFixed(trees.getElement(new TreePath(at, text)), depth + 1);
                default -> false;
            };
        }

        /// The parameters by which other methods get this builder to add to it.
        private Stream<Element> whereItIsFilled(Element builder) {
            return handedOver.entrySet().stream()
                    .filter(handed -> handed.getValue().stream()
                            .anyMatch(given -> given.text() instanceof IdentifierTree
                                    && trees.getElement(new TreePath(given.path(), given.text())) == builder))
                    .map(Map.Entry::getKey);
        }

        /// A constant, an enum's own word, or a variable or parameter that is only ever given fixed texts.
        private boolean isFixed(Element element, int depth) {
            if (!(element instanceof VariableElement variable)) {
                return false;
            }
            if (variable.getConstantValue() != null) {
                return true;
            }
            if (oneOf.containsKey(element)) {
                Sql list = oneOf.get(element);
                List<? extends ExpressionTree> each = switch (list.text()) {
                    case NewArrayTree array -> array.getInitializers();
                    case MethodInvocationTree of
                    when of.getMethodSelect().toString().endsWith("List.of") -> of.getArguments();
                    default -> null;
                };
                return each != null && each.stream().allMatch(one -> isFixed(one, list.path(), depth + 1));
            }
            VariableTree declared = variables.get(element);
            if (element.getKind() == ElementKind.PARAMETER) {
                List<Sql> given = handedOver.getOrDefault(element, List.of());
                boolean withinTheRoom =
                        !element.getEnclosingElement().getModifiers().contains(Modifier.PUBLIC);
                return withinTheRoom
                        && !given.isEmpty()
                        && given.stream().allMatch(one -> isFixed(one.text(), one.path(), depth + 1));
            }
            return declared != null
                    && declared.getInitializer() != null
                    && isFixed(declared.getInitializer(), paths.get(element), depth + 1);
        }
    }
}

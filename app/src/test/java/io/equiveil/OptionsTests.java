package io.equiveil;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.equiveil.engine.StartRefused;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTests {

    private static final Path HOME = Path.of("/somewhere/of/it");

    @Test
    void readsWhatIsGiven() {
        Options options = read("demo --data /d --port 9000 --exit --report /r.json");

        assertThat(options.command()).isEqualTo(Options.Command.DEMO);
        assertThat(options.data()).isEqualTo(Path.of("/d"));
        assertThat(options.port()).isEqualTo(9000);
        assertThat(options.exit()).isTrue();
        assertThat(options.report()).contains(Path.of("/r.json"));
    }

    @Test
    void keepsRealDataAndTheDemoInDifferentPlacesUnlessTold() {
        assertThat(read("start").data()).isEqualTo(HOME.resolve("data"));
        assertThat(read("demo").data()).isEqualTo(HOME.resolve("demo-data"));
        assertThat(read("start").port()).isEqualTo(8443);
        assertThat(read("demo").port()).isEqualTo(8080);
    }

    @Test
    void whoIsLetInIsNamed() {
        assertThat(read("let-in --login qin --port 9000").login()).contains("qin");
        assertThatThrownBy(() -> read("let-in"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("--login");
    }

    @Test
    void helpsWhoSaysNothing() {
        assertThat(Options.parse(List.of(), HOME).command()).isEqualTo(Options.Command.HELP);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin",
                "start --exit",
                "start --report /r",
                "start extra",
                "start --data",
                "start --data /a --data /b",
                "start --port 65536",
                "start --port -1",
                "start --port 80a",
                "start --host 10.0.0.1",
                "start --host bad_name",
                "start --tls-cert /c",
                "demo --tls-cert /c --tls-key /k",
                "stop --port 1",
                "help me"
            })
    void refusesWhatItDoesNotUnderstand(String words) {
        assertThatThrownBy(() -> read(words)).isInstanceOf(StartRefused.class);
    }

    private static Options read(String words) {
        return Options.parse(Arrays.asList(words.split(" ")), HOME);
    }
}

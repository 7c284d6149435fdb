package io.equiveil.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.House;
import io.equiveil.identity.PeopleInTests;
import io.equiveil.identity.PeopleInTests.SignedInPerson;
import io.equiveil.kernel.Cleartext;
import io.equiveil.kernel.Role;
import io.equiveil.ledger.Entry;
import io.equiveil.supervision.Finding.Severity;
import io.equiveil.supervision.Sample.Drawn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/// The pages of an audit in both languages, with something on them.
class AuditPagesTests {

    private final House house = House.open();
    private final SignedInPerson auditor = PeopleInTests.auditor(house);
    private final SignedInPerson owner = PeopleInTests.staff(house, Role.OWNER);

    @AfterEach
    void leaveNothing() {
        house.ownerJdbc().sql("delete from supervision.findings").update();
        house.ownerJdbc()
                .sql("delete from supervision.samples where drawn_by = ?")
                .param(auditor.person().value())
                .update();
    }

    @Test
    void samplesAndFindingsAreListedForThoseWhomTheyConcern() throws Exception {
        sample(Optional.of(Sample.Verdict.IN_ORDER));
        sample(Optional.empty());
        house.bean(Findings.class)
                .file(
                        auditor.requester(),
                        "3.1",
                        Severity.HIGH,
                        Optional.empty(),
                        Cleartext.of("不在列表里的标题"),
                        Cleartext.of("内容"));

        assertThat(page("/audit", auditor, 200))
                .contains("已全部看过", "还有 1 条没有看", "3.1 ", "高：承诺没有做到", "待答复", "全部项目")
                .doesNotContain("不在列表里的标题");
        assertThat(page("/audit?lang=en", auditor, 200)).contains("All looked at", "To be answered", "1 of 9");
        assertThat(page("/audit", owner, 200)).contains("待答复").doesNotContain("已全部看过", "抽一次");
        assertThat(page("/audit/findings/new", auditor, 200)).contains("中：做到了，但靠的是运气");
        assertThat(page("/audit/findings/new", owner, 403)).doesNotContain("提交发现");
    }

    private void sample(Optional<Sample.Verdict> verdict) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
        SampleId id = SampleId.random();
        Sample sample = new Sample(
                id,
                auditor.person(),
                now,
                now.minus(Duration.ofDays(1)),
                now,
                Set.of(),
                "1234",
                9,
                20,
                List.of(new Drawn(1, 0, verdict, Optional.empty())),
                true);
        house.bean(TransactionTemplate.class)
                .executeWithoutResult(_ -> house.bean(SampleRepository.class)
                        .write(
                                sample,
                                Entry.of(
                                        auditor.requester(),
                                        new SupervisionFacts.AccessMarked(id, 0, Sample.Verdict.IN_ORDER))));
    }

    private String page(String path, SignedInPerson person, int status) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(house.baseUrl() + path))
                                .header("Cookie", "EVSESSION=" + person.token())
                                .header("Accept", "text/html")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(path).isEqualTo(status);
        return answer.body();
    }
}

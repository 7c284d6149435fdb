package io.equiveil.nda;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.simplereport.SimpleReport;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import eu.europa.esig.dss.validation.reports.Reports;
import io.equiveil.House;
import io.equiveil.vault.SigningKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Signatures on agreements, judged by two readers that we did not write: EU DSS and poppler's `pdfsig`.
class AgreementSignerTests {

    private final AgreementSigner signer = House.open().bean(AgreementSigner.class);
    private final SigningKeys keys = House.open().bean(SigningKeys.class);

    @Test
    void bothSignaturesAreIntactAndTrustedOnceOurRootIsImported() throws Exception {
        SimpleReport report = validate(signedByBoth()).getSimpleReport();

        assertThat(report.getSignaturesCount()).isEqualTo(2);
        assertThat(report.getSignatureIdList())
                .allSatisfy(id -> assertThat(report.getIndication(id).name())
                        .as("%s", report.getSubIndication(id))
                        .isIn("TOTAL_PASSED", "PASSED"));
    }

    @Test
    void eachSignatureCarriesATimestamp() throws Exception {
        DiagnosticData data = validate(signedByBoth()).getDiagnosticData();

        assertThat(data.getTimestampList())
                .hasSize(2)
                .allSatisfy(stamp -> assertThat(stamp.isSignatureIntact()).isTrue());
    }

    @Test
    void aByteFlippedInTheTextIsFound() throws Exception {
        byte[] signed = signedByBoth();
        signed[2000] ^= 1;

        SimpleReport report = validate(signed).getSimpleReport();

        assertThat(report.getSignatureIdList())
                .allSatisfy(id -> assertThat(report.getIndication(id).name()).isNotIn("TOTAL_PASSED", "PASSED"));
    }

    @Test
    void popplerFindsTheSignaturesValid(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("agreement.pdf");
        Files.write(file, signedByBoth());

        Process pdfsig = new ProcessBuilder("pdfsig", "-nocert", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(pdfsig.getInputStream().readAllBytes());
        pdfsig.waitFor(30, TimeUnit.SECONDS);

        assertThat(said.split("Signature is Valid", -1)).as(said).hasSize(3);
    }

    private byte[] signedByBoth() throws Exception {
        AgreementPaper.Printed printed =
                new AgreementPaper().write(AgreementPaperTests.words(AgreementKind.CLIENT_FIRM, false));
        byte[] text = printed.pdf();
        int pages = printed.pages();
        byte[] byFirm = signer.sign(
                text,
                pages,
                new AgreementSigner.Signing(
                        AgreementPaper.FIRM_BOX, "示例股权咨询有限公司", "以动态验证码确认签署", Optional.empty(), Instant.now()));
        return signer.sign(
                byFirm,
                pages,
                new AgreementSigner.Signing(
                        AgreementPaper.PARTY_BOX,
                        "EV-1",
                        "以验证码、密码与手写签名确认签署",
                        Optional.of(HandwritingTests.written(900, 360, true)),
                        Instant.now()));
    }

    private Reports validate(byte[] pdf) {
        CommonTrustedCertificateSource trusted = new CommonTrustedCertificateSource();
        trusted.addCertificate(new CertificateToken(keys.root()));
        CommonCertificateVerifier verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        SignedDocumentValidator validator = SignedDocumentValidator.fromDocument(new InMemoryDocument(pdf));
        validator.setCertificateVerifier(verifier);
        return validator.validateDocument();
    }
}

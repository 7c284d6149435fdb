package io.equiveil.imports;

import static org.assertj.core.api.Assertions.assertThat;

import io.equiveil.kernel.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Which roles a title proposes, and that none is proposed by a part of it.
class StaffTitlesTests {

    @ParameterizedTest
    @CsvSource({
        "总经理, OWNER",
        "合伙人, OWNER",
        "负责人, OWNER",
        "部门负责人, DEPARTMENT_HEAD",
        "客户经理, ADVISOR",
        "合规负责人, COMPLIANCE_OFFICER",
        "ＣＯＭＰＬＩＡＮＣＥ Officer, COMPLIANCE_OFFICER",
        "系统管理员, ADMINISTRATOR"
    })
    void aTitleThatIsKnownWholeProposesItsRole(String title, Role role) {
        assertThat(StaffRows.roles(title))
                .hasValueSatisfying(roles -> assertThat(roles).containsExactly(role));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "财务负责人",
                "合伙人助理",
                "老板秘书",
                "总经理助理",
                "副总经理",
                "财务 负责人",
                "合规 负责人",
                "总经理 助理",
                "合规 老板",
                "security owner",
                "product owner",
                "headhunter",
                "客户",
                "行政、总经理助理"
            })
    void aTitleThatIsNotKnownWholeProposesNothing(String title) {
        assertThat(StaffRows.roles(title)).isEmpty();
    }

    @Test
    void severalTitlesProposeSeveralRolesAndNoTitleTheLeast() {
        assertThat(StaffRows.roles("法务、安全专员"))
                .hasValueSatisfying(roles ->
                        assertThat(roles).containsExactlyInAnyOrder(Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER));
        assertThat(StaffRows.roles("合规 安全"))
                .hasValueSatisfying(roles ->
                        assertThat(roles).containsExactlyInAnyOrder(Role.COMPLIANCE_OFFICER, Role.SECURITY_OFFICER));
        assertThat(StaffRows.roles(" "))
                .hasValueSatisfying(roles -> assertThat(roles).containsExactly(Role.ADVISOR));
    }
}

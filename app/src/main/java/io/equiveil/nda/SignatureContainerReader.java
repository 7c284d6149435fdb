package io.equiveil.nda;

import eu.europa.esig.dss.cms.CMS;
import eu.europa.esig.dss.cms.object.CMSObjectUtils;
import java.util.Arrays;

/// Reads CMS containers as PDF files hold them: padded with zero bytes up to the reserved length.
///
/// Bouncy Castle from 1.85 on refuses such padding as extra data, and DSS then sees no signature at all.
/// The padding is
/// cut only if everything behind the outer structure is zero, so nothing can hide there.
public final class SignatureContainerReader extends CMSObjectUtils {

    @Override
    public CMS parseToCMS(byte[] binaries) {
        return super.parseToCMS(withoutPadding(binaries));
    }

    private static byte[] withoutPadding(byte[] der) {
        // SEQUENCE, definite length: 30 len | 30 81 len | 30 82 len len | 30 83 len len len
        if (der.length < 6 || der[0] != 0x30) {
            return der;
        }
        int first = der[1] & 0xff;
        int lengthBytes = first < 0x80 ? 0 : first & 0x7f;
        if (first == 0x80 || lengthBytes > 4) {
            return der;
        }
        long length = lengthBytes == 0 ? first : 0;
        for (int i = 0; i < lengthBytes; i++) {
            length = length << 8 | der[2 + i] & 0xff;
        }
        long end = 2L + lengthBytes + length;
        if (end >= der.length) {
            return der;
        }
        for (int i = (int) end; i < der.length; i++) {
            if (der[i] != 0) {
                return der;
            }
        }
        return Arrays.copyOf(der, (int) end);
    }
}

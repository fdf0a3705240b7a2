package io.argobuild.core.expression.sprig;

import io.argobuild.core.expression.golang.Call;
import io.argobuild.core.expression.golang.GoBase64;
import io.argobuild.core.expression.golang.GoError;
import io.argobuild.core.expression.golang.GoText;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.Adler32;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** sprig's functions that encode, hash and encrypt. */
final class Codecs {
  private static final String TEXT = "func(string) string";
  private static final int BLOCK = 16;

  private Codecs() {}

  static void register(Registry out) {
    out.add("b64enc", TEXT, call -> GoBase64.encode(bytes(call, 0)));
    out.add("b64dec", TEXT, Codecs::fromBase64);
    out.add("b32enc", TEXT, call -> Base32.encode(bytes(call, 0)));
    out.add("b32dec", TEXT, Codecs::fromBase32);
    hash(out, "sha1sum", "SHA-1");
    hash(out, "sha256sum", "SHA-256");
    hash(out, "sha512sum", "SHA-512");
    out.add("adler32sum", TEXT, Codecs::adler32);
    out.add("encryptAES", "func(string, string) (string, error)", Codecs::encrypt);
    out.add("decryptAES", "func(string, string) (string, error)", Codecs::decrypt);
    out.add("bcrypt", TEXT, call -> bcrypt(call, 0));
    out.add("htpasswd", "func(string, string) string", Codecs::htpasswd);
    out.add(
        "derivePassword", "func(uint32, string, string, string, string) string", Codecs::derive);
  }

  private static byte[] bytes(Call call, int i) {
    byte[] bytes = GoText.bytes(call.text(i));
    call.meter().grow(2L * bytes.length);
    return bytes;
  }

  /** The text of the error where there is one, as in sprig. */
  private static String fromBase64(Call call) {
    call.meter().grow(call.text(0).length());
    try {
      return GoText.of(GoBase64.decode(call.text(0)));
    } catch (GoError e) {
      return e.text();
    }
  }

  private static String fromBase32(Call call) {
    call.meter().grow(call.text(0).length());
    try {
      return GoText.of(Base32.decode(call.text(0)));
    } catch (GoError e) {
      return e.text();
    }
  }

  private static void hash(Registry out, String name, String algorithm) {
    out.add(
        name,
        TEXT,
        call -> {
          try {
            byte[] hash = MessageDigest.getInstance(algorithm).digest(bytes(call, 0));
            return HexFormat.of().formatHex(hash);
          } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + algorithm, e);
          }
        });
  }

  private static String adler32(Call call) {
    Adler32 sum = new Adler32();
    sum.update(bytes(call, 0));
    return Long.toString(sum.getValue());
  }

  private static byte[] aes(int mode, String password, byte[] vector, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
      SecretKeySpec key = new SecretKeySpec(Arrays.copyOf(GoText.bytes(password), 32), "AES");
      cipher.init(mode, key, new IvParameterSpec(vector));
      return cipher.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES with whole blocks can't fail", e);
    }
  }

  private static String encrypt(Call call) {
    byte[] text = bytes(call, 1);
    if (text.length == 0) {
      return "";
    }
    int padding = BLOCK - text.length % BLOCK;
    byte[] padded = Arrays.copyOf(text, text.length + padding);
    Arrays.fill(padded, text.length, padded.length, (byte) padding);
    byte[] vector = call.host().random(BLOCK);
    byte[] encrypted = aes(Cipher.ENCRYPT_MODE, call.text(0), vector, padded);
    byte[] all = Arrays.copyOf(vector, BLOCK + encrypted.length);
    System.arraycopy(encrypted, 0, all, BLOCK, encrypted.length);
    return GoBase64.encode(all);
  }

  private static String decrypt(Call call) {
    call.meter().grow(call.text(1).length());
    if (call.text(1).isEmpty()) {
      return "";
    }
    byte[] all = GoBase64.decode(call.text(1));
    if (all.length < BLOCK) {
      throw new GoError(
          "runtime error: slice bounds out of range [:16] with capacity " + all.length);
    }
    if (all.length % BLOCK != 0) {
      throw new GoError("crypto/cipher: input not full blocks");
    }
    byte[] vector = Arrays.copyOf(all, BLOCK);
    byte[] rest = Arrays.copyOfRange(all, BLOCK, all.length);
    if (rest.length == 0) {
      throw new GoError("runtime error: index out of range [-1]");
    }
    byte[] text = aes(Cipher.DECRYPT_MODE, call.text(0), vector, rest);
    int end = text.length - (text[text.length - 1] & 0xff);
    if (end < 0) {
      throw new GoError("runtime error: slice bounds out of range [:" + end + "]");
    }
    return GoText.of(text, 0, end);
  }

  private static String bcrypt(Call call, int i) {
    byte[] password = bytes(call, i);
    if (password.length > Bcrypt.MAX_LENGTH) {
      return "failed to encrypt string with bcrypt: bcrypt: password length exceeds 72 bytes";
    }
    call.meter().work(Bcrypt.WORK);
    return Bcrypt.hash(password, call.host().random(BLOCK));
  }

  private static String htpasswd(Call call) {
    return call.text(0).contains(":")
        ? "invalid username: " + call.text(0)
        : call.text(0) + ":" + bcrypt(call, 1);
  }

  /** Its first argument is a uint32, which no expression can make, so that it is never called. */
  private static String derive(Call call) {
    throw new GoError("derivePassword can't be called from an expression");
  }
}

import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { realPlatform } from './platform.ts';

const server = { close: async (): Promise<void> => undefined };
afterEach(() => server.close());

/** Fetches the certificate from a server that answers like this. */
async function fetchFrom(listener: RequestListener) {
  const http = createServer(listener);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  server.close = () =>
    new Promise((resolve) => {
      http.close(() => resolve());
      http.closeAllConnections();
    });
  return realPlatform().fetchCertificate(`http://127.0.0.1:${(http.address() as AddressInfo).port}/a.pem`);
}

describe('a certificate that is fetched', () => {
  it('tells what its owner signed with SHA-256 from everything else', async () => {
    const certificate = await fetchFrom((_, answer) => answer.end(pem));
    expect(certificate.hasSigned(text, signature)).toBe(true);
    expect(certificate.hasSigned(`${text} `, signature)).toBe(false);
    expect(certificate.hasSigned(text, signatureWithSha1)).toBe(false);
    for (const wrong of ['', 'AAAA', 'no base64', signature.slice(4)]) expect(certificate.hasSigned(text, wrong)).toBe(false);
  });

  it.each<[string, RequestListener]>([
    [
      'is somewhere else',
      (request, answer) => (request.url === '/a.pem' ? answer.writeHead(302, { location: '/b.pem' }).end() : answer.end(pem)),
    ],
    ['is not there', (_, answer) => answer.writeHead(404).end(pem)],
    ['is too long', (_, answer) => answer.end(pem + ' '.repeat(16_384))],
    ['is none', (_, answer) => answer.end('<html>')],
    ['breaks off', (_, answer) => void answer.writeHead(200, { 'content-length': 10_000 }).write(pem, () => answer.destroy())],
  ])('is refused when it %s', async (_, listener) => {
    await expect(fetchFrom(listener)).rejects.toThrow();
  });
});

/** Made for this test; its key is gone. */
const pem = `-----BEGIN CERTIFICATE-----
MIIDDzCCAfegAwIBAgIUd3W26Q+ZJg6pV0zI8m/Hx83+JWgwDQYJKoZIhvcNAQEL
BQAwFjEUMBIGA1UEAwwLc25zLmV4YW1wbGUwIBcNMjYxMTI2MDc1MDI4WhgPMjEy
NjExMDIwNzUwMjhaMBYxFDASBgNVBAMMC3Nucy5leGFtcGxlMIIBIjANBgkqhkiG
9w0BAQEFAAOCAQ8AMIIBCgKCAQEAlFBGqVbp2Cym2hCul0bIzpLeNsF1WUS1Gt8c
kIiBSVcL1BnOrf0uLw1eAnPQ6qlIiB0Go0ygKlLmOfgYqQDjsRM/nYfnknQp/oAn
+te+7Yb/K9piAJwBsYXzS875DonHQPsv9ntT9+0uDdE4d+WA4B1e+GroKheRzdD8
4/HMcbYszuWcyfSO6tszr2nLRucF4LxAGYbdfNs6Y2wf+XGaD2Uj9QNBvchKmHaL
BY+AQfGw9o/BIzOCysRkYdBxy98u15oFv1rl3f7zPpNZE0R3s8DCfSrnrTduSnQH
wiOTDMWl2ByKiQIXVWxuY8dMGbT824GnxiRi0lixGNOLycstwQIDAQABo1MwUTAd
BgNVHQ4EFgQUSHG766ZKensW3XKjQZMWbqXDqUcwHwYDVR0jBBgwFoAUSHG766ZK
ensW3XKjQZMWbqXDqUcwDwYDVR0TAQH/BAUwAwEB/zANBgkqhkiG9w0BAQsFAAOC
AQEACHEpQ0FnCBXDTduYwM5RdcG9S52KFmJk8OBnefFd2tvwuRommkTVwo6Riz+H
Kr5WRoxtE21J1NAMeck/sqHG0gD1kYRA1Rrk/6AZU3XsW/prA+Hku0R0lhzh2QLA
+LUuZ8cXKmnwM9N3yOnLjPaCA6pWii1u0PGu9RZezvdkPWz1yz+c6dub2h5QZgqc
NX5aB65Ee9UUe5OQ9br6o51FC9mx1GiAXb/ILxPsRWxYWBfEadBp4ROxvCxwpkUT
NnvZa3ALK+50e88QoRBPQF2FYBvu5tNXVRpWHrWtoKGb+wBQ8ub68+CAffDdpmgJ
O46DGIiHuVASI46IARDKocStMg==
-----END CERTIFICATE-----
`;
const text = 'Message\nhallo\n';
const signature = inOneLine(`
N/N7PLpxtaGFWpYphCQU7OuVg03Jdfc2GSQgIu7DM0IcdfCnyZoZVf+amhVaqjCZ+tKz6drsYBQ1RhRtkj+7l6tP4ONZFanCuRdM
EczBkemTO8Exco64dvTokR8knwqfLSxoVQjQzu/zx81yopzdz8JqQLJQ1OcoSAW0Wji64Q510LiZWDxQ7C56egPD8oG8ZCCto0qq
EYU4063UxrcP0o8bSJkrQdrA/D90V1tJt1ZXZDE2DE6gktunTY4JWPmj8JHOlKmcMci3SsBSiO4kBgAlCUCjqgzI1xLrdXHsPIWR
2pinJnxKJomCEKyoCiFoyDapa6+Buo/AsvOdAGxQmg==
`);
const signatureWithSha1 = inOneLine(`
cTskiE6kfMborqfgMviNbkPkASM5igUqZBIylmQ0uRMTAZvE3L49yGe6eOH65jkjhfloqPOQN/2uUlDyVLpHrg+ThJlz5I5Li90p
T1NiOzxis5ZZqdL10lBhP+aGCCeCUlczdhjp9zvG2iibGndt4Y/eRB5cVYTGCSr1SdKrq3OOtOcjlGDFob4D4oxxYO8S3uZTFHDy
YoBd95bREiCMMUVLEdMsoT0Ijm3pwlhllxsHtKwOboz7ApgwzHjmupT9Uul5eQyJcFyMqI0olYKU1vXAuJyxxQuqWDEnsHOZ6Q+Q
jPZXSh8yf8FCOIoyiU3SLXGeKx5C9/AL+sPcpJ5f7w==
`);

function inOneLine(base64: string): string {
  return base64.replaceAll(/\s/g, '');
}

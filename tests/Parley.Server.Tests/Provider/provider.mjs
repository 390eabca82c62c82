// A real OpenID provider (npm oidc-provider) for Parley's tests. Arguments: port, name of its signing key, Parley's address.
// Its own development pages let anybody sign in under any name; accounts below have an organisation and roles.
import { generateKeyPairSync } from 'node:crypto';
import Provider from 'oidc-provider';

const [port, kid, parley] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const key = { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };

const accounts = {
  'amina': { name: 'Amina Fictional', organisation: 'Wexshire Constabulary', roles: ['Duty Operators'] },
  'sven': { name: 'Sven Fictional', organisation: 'Wexshire Constabulary', roles: ['Supervisors', 'Unknown Group'] },
  'norah': { name: 'Norah Fictional', organisation: 'Northmoor Police', roles: ['Duty Operators'] },
};

const provider = new Provider(issuer, {
  jwks: { keys: [key] },
  cookies: { keys: ['a key for test cookies only'] },
  claims: { openid: ['sub'], profile: ['name', 'organisation', 'roles'] },
  conformIdTokenClaims: process.env.CLAIMS_IN_TOKEN !== '1',
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...accounts[id] }) }),
  clients: [
    {
      client_id: 'parley', client_secret: 'a secret for tests only', redirect_uris: [`${parley}/sign-in/callback`],
      post_logout_redirect_uris: [`${parley}/sign-out`], response_types: ['code'], grant_types: ['authorization_code'],
    },
    { client_id: 'beacon-client', client_secret: 'another secret for tests', redirect_uris: [], response_types: [], grant_types: ['client_credentials'] },
  ],
  features: {
    clientCredentials: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => undefined,
      getResourceServerInfo: () => ({ scope: 'exchange', audience: 'urn:parley:systems', accessTokenFormat: 'jwt', accessTokenTTL: 300 }),
    },
  },
});

const server = provider.listen(Number(port), '127.0.0.1', () => console.log('ready'));
process.stdin.on('end', () => server.close()).on('close', () => process.exit(0)).resume();

// Two authorization servers on loopback for the tests of calm-lint probe. Arguments: the certificate chain, its key, the
// certificate authority. The first line printed is a JSON object with their ports; they end with the standard input.
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { OAuth2Server } from 'oauth2-mock-server';
import { Provider } from 'oidc-provider';

const [cert, key, ca] = process.argv.slice(2);
const tls = { cert: readFileSync(cert), key: readFileSync(key), ca: readFileSync(ca) };
const DISPLAY = 'uaa!b1.imp-cdm-feature-display-ui';
const MANAGE = 'uaa!b1.imp-cdm-feature-manage-ui';
const REGION = 'eu10.hana.ondemand.com';

// oidc-provider as the identity zone acme: client secrets and certificates are really checked.
const client = (client_id, rest) => ({
  client_id,
  grant_types: ['client_credentials'],
  redirect_uris: [],
  response_types: [],
  ...rest,
});
const resource = 'urn:sap:cloud-alm';
const provider = new Provider(`https://acme.authentication.${REGION}`, {
  clients: [
    client('sb-calm-deploy!b123456|sapcloudalm!b456789', {
      client_secret: 'aW52ZW50ZWQ+/=$secret-of-acme',
      token_endpoint_auth_method: 'client_secret_post',
    }),
    client('sb-calm-mtls!b123456|sapcloudalm!b456789', {
      token_endpoint_auth_method: 'tls_client_auth',
      tls_client_auth_san_dns: 'calm.acme.example',
    }),
  ],
  clientAuthMethods: ['client_secret_post', 'tls_client_auth'],
  discovery: { mtls_endpoint_aliases: { token_endpoint: `https://acme.authentication.cert.${REGION}/oauth/token` } },
  routes: { token: '/oauth/token', jwks: '/token_keys' },
  features: {
    devInteractions: { enabled: false },
    clientCredentials: { enabled: true },
    mTLS: {
      enabled: true,
      tlsClientAuth: true,
      certificateAuthorized: (ctx) => ctx.socket.authorized,
      certificateSubjectMatches: (ctx, _, expected) =>
        new X509Certificate(ctx.socket.getPeerCertificate().raw).subjectAltName.includes(`DNS:${expected}`),
      getCertificate: (ctx) => {
        const { raw } = ctx.socket.getPeerCertificate();
        return raw && new X509Certificate(raw).toString();
      },
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      getResourceServerInfo: () => ({ scope: '', audience: resource, accessTokenFormat: 'jwt' }),
    },
  },
  formats: {
    customizers: {
      jwt: (ctx, token, { payload }) => {
        payload.cid = token.clientId;
        payload.zid = '11111111-2222-4333-8444-555566667777';
        payload.ext_attr = { zdn: 'acme' };
        payload.scope = [DISPLAY, MANAGE];
      },
    },
  },
});
const callback = provider.callback();
const zones = createServer({ ...tls, requestCert: true, rejectUnauthorized: false }, (request, response) => {
  if (!request.headers.host.startsWith('acme.')) {
    // As the authorization server does for an identity zone that does not exist.
    response.writeHead(404, { 'content-type': 'application/json' });
    response.end('{"error":"not_found","error_description":"Zone not found"}');
    return;
  }
  callback(request, response);
});

// oauth2-mock-server as the identity zone beta: the client ID says what is wrong.
const mock = new OAuth2Server(key, cert, { endpoints: { token: '/oauth/token', jwks: '/token_keys' } });
mock.issuer.url = `https://beta.authentication.${REGION}`;
await mock.issuer.keys.generate('RS256');
const claims = {
  'display-only': (payload) => { payload.scope = [DISPLAY]; },
  'no-scope': (payload) => { payload.scope = []; },
  'as-text': (payload) => { payload.scope = `openid ${DISPLAY} ${MANAGE}`; },
  'as-authorities': (payload) => { payload.scope = []; payload.authorities = [DISPLAY, MANAGE]; },
  'another-zone': (payload) => { payload.ext_attr.zdn = 'gamma'; },
  'another-zone-id': (payload) => { payload.zid = '99999999-2222-4333-8444-555566667777'; },
  'another-client': (payload) => { payload.cid = 'sb-other!b1|sapcloudalm!b2'; },
  expired: (payload) => { payload.exp = payload.iat - 3600; },
};
mock.service.on('beforeTokenSigning', (token, request) => {
  const { payload } = token;
  Object.assign(payload, {
    cid: request.body.client_id,
    zid: '22222222-2222-4333-8444-555566667777',
    ext_attr: { zdn: 'beta' },
    scope: [DISPLAY, MANAGE],
  });
  claims[request.body.client_id]?.(payload);
});
const answers = {
  'bad-credentials': [401, { error: 'invalid_client', error_description: 'Bad credentials' }],
  malformed: [400, { error: 'invalid_request', error_description: 'malformed' }],
  'no-token': [200, { token_type: 'bearer' }],
  opaque: [200, { access_token: 'opaque-token-of-beta', token_type: 'bearer' }],
};
mock.service.on('beforeResponse', (response, request) => {
  const { client_id, client_secret } = request.body;
  if (client_id === 'quotes-the-secret') {
    answers[client_id] = [401, { error: client_secret, error_description: `${client_secret} is wrong` }];
  }
  if (client_id in answers) [response.statusCode, response.body] = answers[client_id];
});

await new Promise((resolve) => { zones.listen(0, '127.0.0.1', resolve); });
await mock.start(0, '127.0.0.1');
console.log(JSON.stringify({ acme: zones.address().port, beta: mock.address().port }));
process.stdin.on('close', () => process.exit()).resume();

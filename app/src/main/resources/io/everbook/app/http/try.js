'use strict';

const at = id => document.getElementById(id);
const operations = [];

/** HMAC-SHA256 over timestamp, method, target and body, a line feed between each two, in hexadecimal digits. */
async function sign(secret, timestamp, method, target, body) {
  const text = new TextEncoder();
  const key = await crypto.subtle.importKey('raw', text.encode(secret), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const signature = await crypto.subtle.sign('HMAC', key, text.encode([timestamp, method, target, body].join('\n')));
  return Array.from(new Uint8Array(signature), byte => byte.toString(16).padStart(2, '0')).join('');
}

function choose() {
  const { method, path, operation } = operations[at('operation').value];
  at('description').textContent = operation.description;
  at('target').value = path;
  const body = operation.requestBody;
  at('body').disabled = !body;
  at('body').value = body ? JSON.stringify(body.content['application/json'].example, null, 2) : '';
  at('send').textContent = `Send ${method}`;
}

async function send() {
  const { method } = operations[at('operation').value];
  const target = at('target').value;
  const body = at('body').disabled ? '' : at('body').value;
  const headers = {};
  if (at('key').value) {
    const timestamp = `${Date.now()}000000`;
    headers['X-Everbook-Key'] = at('key').value;
    headers['X-Everbook-Timestamp'] = timestamp;
    headers['X-Everbook-Signature'] = await sign(at('secret').value, timestamp, method, target, body);
  }
  try {
    const answer = await fetch(target, { method, headers, body: body || undefined, cache: 'no-store' });
    const text = await answer.text();
    let shown = text;
    try {
      shown = JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      // Metrics are no JSON.
    }
    at('answer').textContent = `${answer.status} ${answer.statusText}\n\n${shown}`;
  } catch (failure) {
    at('answer').textContent = String(failure);
  }
}

async function start() {
  const description = await (await fetch('/openapi.json')).json();
  for (const [path, methods] of Object.entries(description.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const option = document.createElement('option');
      option.value = operations.length;
      option.textContent = `${method.toUpperCase()} ${path}: ${operation.summary}`;
      at('operation').append(option);
      operations.push({ method: method.toUpperCase(), path, operation });
    }
  }
  at('operation').addEventListener('change', choose);
  at('send').addEventListener('click', send);
  choose();
}

start();

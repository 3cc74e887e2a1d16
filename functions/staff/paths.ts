/** Paths of the console, below the stage. */
export const paths = {
  root: '/',
  console: '/console',
  logIn: '/console/log-in',
  secondStep: '/console/log-in/second-step',
  logOut: '/console/log-out',
  campaigns: '/console/campaigns',
  plan: '/console/plan',
  campaign: '/console/campaigns/{id}',
  confirm: {
    approve: '/console/campaigns/{id}/approve',
    start: '/console/campaigns/{id}/start',
    close: '/console/campaigns/{id}/close',
    cancel: '/console/campaigns/{id}/cancel',
  },
  stillOut: '/console/campaigns/{id}/still-out',
  doors: '/console/campaigns/{id}/doors',
  apiDescription: '/console/api',
  openApi: '/console/openapi.json',
} as const;

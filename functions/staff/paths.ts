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
    pauseSweep: '/console/campaigns/{id}/pause-sweep',
    resumeSweep: '/console/campaigns/{id}/resume-sweep',
  },
  takeBack: '/console/campaigns/{id}/take-back',
  proposal: {
    confirm: '/console/campaigns/{id}/take-back/{proposal}/confirm',
    withdraw: '/console/campaigns/{id}/take-back/{proposal}/withdraw',
  },
  mail: '/console/campaigns/{id}/mail/{order}',
  stillOut: '/console/campaigns/{id}/still-out',
  doors: '/console/campaigns/{id}/doors',
  apiDescription: '/console/api',
  openApi: '/console/openapi.json',
} as const;

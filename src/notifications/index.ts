import { accountNewsJobs } from './account-news.js';
import { escrowNewsJobs } from './escrow-news.js';
import { announcementJobs } from './notification.jobs.js';
import { discountGranted } from './discount-news.js';
import { disputeNewsJobs } from './dispute-news.js';
import { ticketAnswered } from './ticket-news.js';
import { sendEmail } from './email.jobs.js';

export { announceDeal } from './escrow-news.js';
export { announceNews } from './account-news.js';
export { announceSale } from './notification.jobs.js';
export { pageAbout } from './links.js';
export { closeMailer } from './mailer.js';
export { openCustomerSockets, watchTokenOf, type IdentifySocket } from './customer-sockets.js';
export {
  deliveryStatuses,
  Notification,
  NotificationDelivery,
  notificationsEntities,
} from './notification.entity.js';
export { notifyCustomer, type Message } from './notify-customer.js';
export {
  listNotifications,
  notificationDoors,
  presentNotification,
  readAllNotifications,
  readNotification,
} from './notification.doors.js';

export const notificationJobs = [
  ...announcementJobs,
  ...accountNewsJobs,
  ...escrowNewsJobs,
  ...disputeNewsJobs,
  ticketAnswered,
  discountGranted,
  sendEmail,
];
